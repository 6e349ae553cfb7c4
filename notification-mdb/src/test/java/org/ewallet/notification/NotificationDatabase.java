package org.ewallet.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.ewallet.messaging.Migrations;
import org.h2.jdbcx.JdbcDataSource;

/** A fresh H2 database with the real migrations, whose transactions are local here. */
final class NotificationDatabase implements Transactions, AutoCloseable {

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private volatile boolean down;

    NotificationDatabase() {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Migrations.run("notification", dataSource);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** From now on transactions fail when they are to be committed, or no longer. */
    void refuseCommits(boolean refuse) {
        down = refuse;
    }

    @Override
    public <T> T call(Function<Connection, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(connection);
                if (down) {
                    throw new IllegalStateException("the database is down");
                }
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void run(Consumer<NotificationStore> work) {
        call(connection -> {
            work.accept(new NotificationStore(connection));
            return null;
        });
    }

    /** The first column of the first row, as text. */
    String value(String sql) {
        return call(connection -> {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getString(1) : null;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }
}

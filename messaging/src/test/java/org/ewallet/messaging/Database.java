package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh H2 database with the table of outcomes, as every service has it, and a table where letters leave a trace. */
final class Database implements BeforeAllCallback, AfterAllCallback {

    private final JdbcDataSource dataSource = new JdbcDataSource();

    Database() {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Migrations.run("letters", dataSource);
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** How often a letter had its effect, as others see it: committed. */
    int effectsOf(String key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection
                        .prepareStatement("select count(*) from effect where letter_key = ?")) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** What the service keeps of its events: number, id, type, cause and data. */
    List<List<String>> events() throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select sequence, event_id, type, causation_id, data from event order by sequence")) {
            List<List<String>> events = new ArrayList<>();
            while (rows.next()) {
                events.add(List.of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4),
                        rows.getString(5)));
            }
            return events;
        }
    }
}

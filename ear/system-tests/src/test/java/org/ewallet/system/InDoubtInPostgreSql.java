package org.ewallet.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Service;
import org.ewallet.cli.parts.PostgreSqlAddress;

/** What {@code pg_prepared_xacts} tells of the wallet service. The loop runs in the server: a question takes too long. */
final class InDoubtInPostgreSql implements InDoubt {

    private static final String COUNT =
            "select count(*) from pg_prepared_xacts where owner = '" + Service.WALLET.role() + "'";

    private static final String AWAIT = "do $$ begin for i in 1..20000 loop exit when (" + COUNT
            + ") > 0; end loop; end $$";

    private final Connection connection;

    InDoubtInPostgreSql(Installation installation) {
        try {
            connection = DriverManager.getConnection(PostgreSqlAddress.of(installation.settings()).url(), "postgres",
                    installation.secrets().databaseAdmin());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot log in to PostgreSQL", e);
        }
    }

    @Override
    public int count() {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(COUNT)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot count prepared transactions", e);
        }
    }

    @Override
    public void await() {
        try (Statement statement = connection.createStatement()) {
            statement.execute(AWAIT);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot wait for a prepared transaction", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot log out of PostgreSQL", e);
        }
    }
}

package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that a service's schema is made once, by every script in its folder or by none. */
class MigrationsTest {

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        dataSource.setURL("jdbc:h2:mem:" + Ids.next());
        connection = dataSource.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void secondRunFindsTheSchemaUpToDate() throws SQLException {
        Migrations.run("letters", dataSource);
        new OutcomeStore(dataSource).insert(List.of(new StoredOutcome("t-1", "TransferFunds", new byte[] {1},
                org.ewallet.contract.Outcome.Status.COMPLETED, "{}", Office.NOW, null)));

        Migrations.run("letters", dataSource);

        assertThat(tables()).contains("OUTCOME", "EFFECT");
        assertThat(new OutcomeStore(dataSource).outcomeOf("t-1")).contains("{}");
    }

    @Test
    void scriptWithAWrongNameStopsTheStartInsteadOfBeingSkipped() throws SQLException {
        assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> Migrations.run("misnamed", dataSource))
                .withMessageContaining("V1_too_few_underscores.sql");

        assertThat(tables()).isEmpty();
    }

    private List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        return names;
    }
}

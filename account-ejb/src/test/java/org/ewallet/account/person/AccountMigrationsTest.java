package org.ewallet.account.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.ewallet.messaging.Migrations;
import org.ewallet.messaging.OutcomeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows that the migrations make the tables that the code relies on, and that their constraints have names. */
class AccountMigrationsTest {

    private final AccountDatabase database = new AccountDatabase();

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void runningTheMigrationsAgainChangesNothing() {
        String versions = "select \"version\" from \"flyway_schema_history\" where \"version\" is not null"
                + " order by \"installed_rank\"";
        List<String> before = strings(versions);

        Migrations.run("account", database.dataSource());

        assertThat(strings(versions)).isEqualTo(before).contains("001", "002");
    }

    @Test
    void everyConstraintButNotNullIsNamedByAMigration() {
        assertThat(strings("select constraint_name from information_schema.table_constraints"
                + " where table_schema = 'PUBLIC' and table_name in ('OUTCOME', 'PERSON') order by constraint_name"))
                .containsExactly("OUTCOME_PK", "OUTCOME_STATUS_KNOWN", "PERSON_PK", "PERSON_STATUS_KNOWN");
    }

    @Test
    void aLetterCountsOnce() throws SQLException {
        execute(outcome("'r1'", "'COMPLETED'"));

        assertThatThrownBy(() -> execute(outcome("'r1'", "'REJECTED'"))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute(outcome("'r2'", "'PENDING'"))).isInstanceOf(SQLException.class);
    }

    @Test
    void theOutcomeStoreReadsTheTable() throws SQLException {
        execute(outcome("'r1'", "'COMPLETED'"));
        OutcomeStore outcomes = new OutcomeStore(database.dataSource());

        assertThat(outcomes.outcomeOf("r1")).contains("{\"commandId\":\"r1\"}");
        assertThat(outcomes.outcomeOf("r2")).isEmpty();
    }

    private static String outcome(String key, String status) {
        return "insert into outcome (letter_key, type, fingerprint, status, outcome, handled_at) values (" + key
                + ", 'RegisterPerson', X'0102', " + status + ", '{\"commandId\":\"r1\"}', current_timestamp)";
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> strings(String sql) {
        return database.inTransaction(entities -> {
            List<String> strings = new ArrayList<>();
            for (Object row : entities.createNativeQuery(sql).getResultList()) {
                strings.add((String) row);
            }
            return strings;
        });
    }
}

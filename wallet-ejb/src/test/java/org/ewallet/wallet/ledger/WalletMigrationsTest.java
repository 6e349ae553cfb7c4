package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.ewallet.messaging.Migrations;
import org.ewallet.messaging.OutcomeStore;
import org.ewallet.wallet.WalletDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows that the database refuses, by itself and by name, what must never be. */
class WalletMigrationsTest {

    private static final WalletDatabase DATABASE = new WalletDatabase();

    @BeforeAll
    static void fill() throws SQLException {
        insert("wallet", "'johny.EUR', 'johny', 'EUR', 50, -50, 0, null, false, false, 1, 1, null, 1");
        insert("wallet", "'hotel.EUR', 'hotel', 'EUR', 0, 0, 0, 'ALL', true, true, 1, 1, null, 1");
        insert("wallet", "'settlement:EUR', null, 'EUR', 0, -900, 0, null, false, false, 1, 1, null, 1");
        insert("ledger_entry", "'johny.EUR', 7, 'DEPOSIT', 1, 1, 'settlement:EUR', 'd1', null");
        insert("hold", "'h1', 'johny.EUR', 'hotel.EUR', 10, 10, 'EUR', 'CAPTURED', 5, 1, 2, null, 1");
        insert("hold_capture", "'h1', 2, 10");
        insert("reversal", "'t1', 'r1'");
        insert("outcome", "'c1', 'OpenWallet', X'00', 'COMPLETED', '{\"commandId\":\"c1\"}', current_timestamp, null");
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        DATABASE.close();
    }

    @Test
    void runningTheMigrationsAgainChangesNothing() {
        List<List<String>> before = versions();

        Migrations.run("wallet", DATABASE.dataSource());

        assertThat(versions()).isEqualTo(before).contains(List.of("001"), List.of("002"), List.of("003"),
                List.of("004"));
    }

    @Test
    void everyConstraintButNotNullIsNamedByAMigration() {
        assertThat(DATABASE.rows("""
                select lower(constraint_name) from information_schema.table_constraints
                where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history' order by 1"""))
                .extracting(row -> row.get(0)).containsExactly(
                        "event_counter_has_one_row", "event_counter_is_one", "event_is_numbered",
                        "hold_amount_is_positive", "hold_capture_has_its_own_instant", "hold_capture_is_of_a_hold",
                        "hold_capture_is_positive", "hold_captures_at_most_its_amount", "hold_id_is_unique",
                        "hold_is_for_a_wallet", "hold_is_of_a_wallet", "hold_is_open_or_closed",
                        "hold_status_is_known", "ledger_entry_has_another_side", "ledger_entry_has_its_own_instant",
                        "ledger_entry_is_of_a_wallet", "ledger_entry_moves_something", "letter_count_grows",
                        "letter_count_is_one_per_fate", "letter_in_hand_is_one_per_run",
                        "outcome_counts_once", "outcome_is_completed_or_rejected", "owner_id_is_unique", "transfer_is_reversed_once",
                        "waiting_letter_has_a_place", "waiting_letter_stands_in_line_once",
                        "waiting_subject_of_a_letter", "waiting_subject_once_per_place",
                        "wallet_balance_is_not_below_overdraft", "wallet_block_mode_is_known",
                        "wallet_held_is_not_negative", "wallet_id_is_unique", "wallet_is_closed_only_when_empty",
                        "wallet_overdraft_limit_is_not_negative");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "wallet(wallet_id)         | wallet | 'johny.EUR', 'mary', 'EUR', 0, 0, 0, null, false, false, 1, 1, null, 1",
        "wallet_overdraft_limit_is_not_negative|wallet|'x', 'x', 'EUR', -1, 1, 0, null, false, false, 1, 1, null, 1",
        "wallet_held_is_not_negative | wallet | 'x', 'x', 'EUR', 0, 0, -1, null, false, false, 1, 1, null, 1",
        "wallet_balance_is_not_below_overdraft|wallet|'x', 'x', 'EUR', 50, -51, 0, null, false, false, 1, 1, null, 1",
        "wallet_block_mode_is_known | wallet | 'x', 'x', 'EUR', 0, 0, 0, 'SOME', false, false, 1, 1, null, 1",
        "wallet_is_closed_only_when_empty        | wallet | 'x', 'x', 'EUR', 0, 1, 0, null, false, true, 1, 1, null, 1",
        "wallet_is_closed_only_when_empty       | wallet | 'x', 'x', 'EUR', 1, -1, 0, null, false, true, 1, 1, null, 1",
        "ledger_entry(wallet_id, at_micros)|ledger_entry|'johny.EUR', 7, 'DEPOSIT', 2, 3, 'settlement:EUR', 'd', null",
        "ledger_entry_is_of_a_wallet | ledger_entry | 'nobody.EUR', 8, 'DEPOSIT', 2, 3, 'settlement:EUR', 'd', null",
        "ledger_entry_moves_something | ledger_entry | 'johny.EUR', 8, 'DEPOSIT', 0, 1, 'settlement:EUR', 'd', null",
        "ledger_entry_has_another_side     | ledger_entry | 'johny.EUR', 8, 'DEPOSIT', 2, 3, 'johny.EUR', 'd', null",
        "hold(hold_id)        | hold | 'h1', 'johny.EUR', 'hotel.EUR', 10, 0, 'EUR', 'OPEN', 5, 1, null, null, 1",
        "hold_is_of_a_wallet  | hold | 'h2', 'nobody.EUR', 'hotel.EUR', 10, 0, 'EUR', 'OPEN', 5, 1, null, null, 1",
        "hold_is_for_a_wallet | hold | 'h2', 'johny.EUR', 'nobody.EUR', 10, 0, 'EUR', 'OPEN', 5, 1, null, null, 1",
        "hold_amount_is_positive | hold | 'h2', 'johny.EUR', 'hotel.EUR', 0, 0, 'EUR', 'OPEN', 5, 1, null, null, 1",
        "hold_captures_at_most_its_amount|hold|'h2', 'johny.EUR', 'hotel.EUR', 9, 10, 'EUR', 'OPEN', 5,1, null,null,1",
        "hold_captures_at_most_its_amount|hold|'h2', 'johny.EUR', 'hotel.EUR', 9, -1, 'EUR', 'OPEN', 5,1, null,null,1",
        "hold_status_is_known   | hold | 'h2', 'johny.EUR', 'hotel.EUR', 10, 0, 'EUR', 'LOST', 5, 1, 2, null, 1",
        "hold_is_open_or_closed | hold | 'h2', 'johny.EUR', 'hotel.EUR', 10, 0, 'EUR', 'OPEN', 5, 1, 2, null, 1",
        "hold_is_open_or_closed | hold | 'h2', 'johny.EUR', 'hotel.EUR', 10, 0, 'EUR', 'RELEASED', 5, 1, null, null, 1",
        "hold_capture(hold_id, at_micros) | hold_capture | 'h1', 2, 1",
        "hold_capture_is_of_a_hold        | hold_capture | 'h2', 3, 1",
        "hold_capture_is_positive         | hold_capture | 'h1', 3, 0",
        "reversal(transfer_id)            | reversal     | 't1', 'r2'",
        "outcome(letter_key)              | outcome | 'c1', 'X', X'00', 'COMPLETED', '{}', current_timestamp, null",
        "outcome_is_completed_or_rejected | outcome | 'c2', 'X', X'00', 'PENDING', '{}', current_timestamp, null"})
    void whatMustNeverBeIsRefusedByTheConstraintThatSaysSo(String constraint, String table, String values) {
        // Of a primary key H2 tells the table and its columns instead of the name.
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(table, values))
                .satisfies(e -> assertThat(e.getMessage().toLowerCase(Locale.ROOT)).contains(constraint));
    }

    @Test
    void theOutcomeStoreReadsTheTable() {
        OutcomeStore outcomes = new OutcomeStore(DATABASE.dataSource());

        assertThat(outcomes.outcomeOf("c1")).contains("{\"commandId\":\"c1\"}");
        assertThat(outcomes.outcomeOf("c2")).isEmpty();
    }

    /** All columns, in the order of the migrations. */
    private static void insert(String table, String values) throws SQLException {
        DATABASE.execute("insert into " + table + " values (" + values + ")");
    }

    private static List<List<String>> versions() {
        return DATABASE.rows("select \"version\" from \"flyway_schema_history\" where \"version\" is not null"
                + " order by \"installed_rank\"");
    }
}

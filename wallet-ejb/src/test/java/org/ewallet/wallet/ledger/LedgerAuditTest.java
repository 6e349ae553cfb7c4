package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ewallet.wallet.Letters.NOW;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.ewallet.contract.Message;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.AuditLine;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.DatabaseException;
import org.ewallet.wallet.WalletDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that the audit finds a row that somebody changed behind the back of the service, and nothing else. */
class LedgerAuditTest {

    private static final Instant SOON = NOW.plusSeconds(1);
    private static final long AT = Micros.of(NOW);

    private final WalletDatabase database = new WalletDatabase();
    private final LedgerAudit audit = new LedgerAudit(database.dataSource());

    /** Every kind of entry, a refused letter, and holds of every fate. */
    @BeforeEach
    void fill() {
        database.handle("c",
                new OpenWallet("johny.EUR", "johny", "EUR", 50L),
                new OpenWallet("mary.EUR", "mary", "EUR", null),
                new OpenWallet("travel", "mary", "USD", null),
                new DepositFunds("johny.EUR", 100, "EUR", null),
                new TransferFunds("johny.EUR", "mary.EUR", 130, "EUR", null),
                new DepositFunds("travel", 7, "USD", null),
                new TransferFunds("johny.EUR", "mary.EUR", 1_000, "EUR", null),
                hold("h1", 60, SOON),
                new CaptureHold("h1", 20L, false),
                hold("h2", 30, null),
                new ReleaseHold("h2"),
                new TransferFunds("mary.EUR", "johny.EUR", 5, "EUR", null),
                new ReverseTransfer("c12", null),
                new WithdrawFunds("travel", 2, "USD", null),
                new OrderPlaced("o1", "mary", 5, "EUR", "johny.EUR"));
    }

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void booksThatNobodyTouchedHold() {
        AuditReport report = audit.report(NOW);

        assertThat(report.invariants()).allSatisfy(line -> assertThat(line.brokenRows()).isEmpty());
        assertThat(report.holds()).isTrue();
        assertThat(report.asOf()).isEqualTo(NOW);
    }

    @Test
    void everyRowIsCheckedOnceForEachInvariantItIsAbout() {
        int wallets = 5;
        int entries = 16;
        int holds = 2;

        assertThat(audit.report(NOW).invariants()).extracting(AuditLine::rowsChecked).containsExactly((long) entries,
                (long) wallets + entries, (long) wallets + entries, (long) holds, (long) wallets + holds + 1,
                (long) 15 + entries + holds + 1);
    }

    @Test
    void invariantsKeepTheirNumbersAndNames() {
        assertThat(audit.report(NOW).invariants()).extracting(line -> line.number() + " " + line.code())
                .containsExactly("1 DEBITS_EQUAL_CREDITS", "2 NO_WALLET_BELOW_OVERDRAFT",
                        "3 BALANCE_IS_CREDITS_MINUS_DEBITS", "4 AVAILABLE_IS_BALANCE_MINUS_HELD",
                        "5 HELD_IS_LEFT_OF_OPEN_HOLDS", "6 REJECTED_CHANGED_NOTHING");
    }

    @Test
    void moneyThatWasMadeIsFoundThoughItsWalletAgrees() throws SQLException {
        database.execute("update ledger_entry set amount_minor = amount_minor + 1,"
                + " balance_after_minor = balance_after_minor + 1 where " + entry("mary.EUR", 5));
        database.execute("update wallet set balance_minor = balance_minor + 1 where wallet_id = 'mary.EUR'");

        assertBroken(1, "currency EUR: the sum of its entries is 1",
                named("johny.EUR", 5, "letter order:o1 has no opposite entry in mary.EUR"),
                named("mary.EUR", 5, "letter order:o1 has no opposite entry in johny.EUR"));
    }

    @Test
    void entriesThatDoNotPointAtEachOtherAreFoundThoughTheSumIsZero() throws SQLException {
        database.execute("update ledger_entry set counterparty_id = 'travel' where " + entry("mary.EUR", 5));

        assertBroken(1, named("johny.EUR", 5, "letter order:o1 has no opposite entry in mary.EUR"),
                named("mary.EUR", 5, "letter order:o1 has no opposite entry in travel"));
    }

    @Test
    void aWalletBelowItsOverdraftIsFoundWithTheEntriesThatLeftItThere() throws SQLException {
        database.execute("alter table wallet drop constraint wallet_balance_is_not_below_overdraft");
        database.execute("update wallet set overdraft_limit_minor = 4 where wallet_id = 'johny.EUR'");

        assertBroken(2, "wallet johny.EUR: its balance is -5, its overdraft limit 4",
                named("johny.EUR", 1, "it left -30, the overdraft limit is 4"),
                named("johny.EUR", 2, "it left -10, the overdraft limit is 4"),
                named("johny.EUR", 3, "it left -5, the overdraft limit is 4"),
                named("johny.EUR", 4, "it left -10, the overdraft limit is 4"),
                named("johny.EUR", 5, "it left -5, the overdraft limit is 4"));
    }

    @Test
    void aWalletThatWasBelowItsOverdraftOnceIsFound() throws SQLException {
        database.execute("update wallet set overdraft_limit_minor = 29 where wallet_id = 'johny.EUR'");

        assertBroken(2, named("johny.EUR", 1, "it left -30, the overdraft limit is 29"));
    }

    @Test
    void aBalanceThatItsEntriesDoNotMakeIsFound() throws SQLException {
        database.execute("update wallet set balance_minor = balance_minor + 1 where wallet_id = 'mary.EUR'");
        database.execute("insert into wallet values ('new', 'eve', 'EUR', 0, 1, 0, null, false, false, 1, 1, null, 1)");

        assertBroken(3, "wallet mary.EUR: its balance is 106, its entries make 105",
                "wallet new: its balance is 1, its entries make 0");
    }

    @Test
    void aBalanceAfterAnEntryThatDoesNotFollowFromTheOneBeforeIsFound() throws SQLException {
        database.execute("update ledger_entry set balance_after_minor = 106 where " + entry("mary.EUR", 3));

        assertBroken(3, named("mary.EUR", 3, "it left 106, not 105"), named("mary.EUR", 4, "it left 110, not 111"));
    }

    @Test
    void aFirstEntryThatDoesNotBeginWithZeroIsFound() throws SQLException {
        database.execute("update ledger_entry set balance_after_minor = balance_after_minor + 1"
                + " where wallet_id = 'mary.EUR'");

        assertBroken(3, named("mary.EUR", 1, "it left 131, not 130"));
    }

    @Test
    void aHoldWhoseEndItsWalletDoesNotExpectIsFoundBeforeReadersAreToldTooLittle() throws SQLException {
        LedgerReader reader = new LedgerReader(database.dataSource());
        assertThat(reader.wallet("mary.EUR", SOON)).map(WalletView::availableMinor).contains(105L);

        database.execute("update wallet set next_hold_expiry_at_micros = null where wallet_id = 'mary.EUR'");

        assertThat(reader.wallet("mary.EUR", SOON)).map(WalletView::availableMinor).contains(65L);
        assertBroken(4, "hold h1: it ends at " + Micros.of(SOON) + ", its wallet mary.EUR expects none to end");
    }

    @Test
    void aHoldThatEndsEarlierThanItsWalletExpectsIsFound() throws SQLException {
        database.execute("update hold set expires_at_micros = expires_at_micros - 1 where hold_id = 'h1'");

        assertBroken(4, "hold h1: it ends at " + (Micros.of(SOON) - 1) + ", its wallet mary.EUR expects none before "
                + Micros.of(SOON));
    }

    @Test
    void aHeldAmountThatOpenHoldsDoNotMakeIsFound() throws SQLException {
        database.execute("update wallet set held_minor = held_minor + 1 where wallet_id = 'mary.EUR'");
        database.execute("update wallet set held_minor = 7 where wallet_id = 'travel'");

        assertBroken(5, "wallet mary.EUR: held is 41, left of its open holds is 40",
                "wallet travel: held is 7, left of its open holds is 0");
    }

    @Test
    void aHoldThatItsCapturesDoNotMakeIsFoundThoughItsWalletAgrees() throws SQLException {
        database.execute("update hold set captured_minor = 21 where hold_id = 'h1'");
        database.execute("update wallet set held_minor = 39 where wallet_id = 'mary.EUR'");

        assertBroken(5, "hold h1: captured is 21, its captures make 20");
    }

    @Test
    void aCaptureThatMovedNothingIsFound() throws SQLException {
        database.execute("update hold_capture set at_micros = at_micros + 1");

        assertBroken(5, "capture h1:" + (AT + 3) + ": no entry of mary.EUR pays 20 to johny.EUR");
    }

    @Test
    void aMovementOfALetterThatWasRefusedIsFound() throws SQLException {
        database.execute("update outcome set status = 'REJECTED' where letter_key = 'c5'");

        assertBroken(6, named("johny.EUR", 1, "kind TRANSFER, letter c5 is TransferFunds REJECTED"),
                named("mary.EUR", 1, "kind TRANSFER, letter c5 is TransferFunds REJECTED"),
                "TransferFunds: 1 completed, 2 in the books as TRANSFER");
    }

    @Test
    void aMovementOfNoLetterIsFound() throws SQLException {
        database.execute("update ledger_entry set letter_key = 'lost' where letter_key = 'c5'");

        assertBroken(6, named("johny.EUR", 1, "kind TRANSFER, letter lost is unknown"),
                named("mary.EUR", 1, "kind TRANSFER, letter lost is unknown"));
    }

    @Test
    void aMovementOfALetterOfAnotherTypeIsFound() throws SQLException {
        database.execute("update ledger_entry set letter_key = 'c6' where letter_key = 'c5'");

        assertBroken(6, named("johny.EUR", 1, "kind TRANSFER, letter c6 is DepositFunds COMPLETED"),
                named("mary.EUR", 1, "kind TRANSFER, letter c6 is DepositFunds COMPLETED"));
    }

    @Test
    void aReversalThatNoLetterOrderedIsFound() throws SQLException {
        database.execute("update reversal set letter_key = 'c7'");

        assertBroken(6, "reversal of c12 by c7: not both letters were completed");
    }

    @Test
    void aReversalOfATransferThatWasRefusedIsFound() throws SQLException {
        database.execute("update reversal set transfer_id = 'c7'");

        assertBroken(6, "reversal of c7 by c13: not both letters were completed");
    }

    @Test
    void anEffectThatIsGoneIsFoundByTheNumberOfItsLetters() throws SQLException {
        database.execute("delete from reversal");
        database.execute("delete from hold where hold_id = 'h2'");

        assertBroken(6, "HoldFunds: 2 completed, 1 in the books as HOLD",
                "ReverseTransfer: 1 completed, 0 in the books as REVERSED");
    }

    @Test
    void ofManyBrokenRowsTheFirstTwentyAreNamedAndAllAreCounted() throws SQLException {
        database.handle("h", IntStream.range(10, 40).mapToObj(n -> hold("n" + n, 1, SOON)).toArray(Message[]::new));
        database.execute("update wallet set next_hold_expiry_at_micros = null where wallet_id = 'mary.EUR'");

        AuditLine available = audit.report(NOW).invariants().get(3);

        assertThat(available.rowsBroken()).isEqualTo(31);
        assertThat(available.brokenRows()).hasSize(20).extracting(row -> row.substring(0, row.indexOf(':')))
                .startsWith("hold h1", "hold n10").endsWith("hold n28");
    }

    @Test
    void allInvariantsSpeakOfOneInstantThoughLettersAreHandledMeanwhile() {
        int[] letters = {0};
        LedgerAudit disturbed = new LedgerAudit(database.dataSourceWhileOthers(() -> database.handle(
                "d" + ++letters[0] + "-", hold("d" + letters[0], 1, SOON),
                new CaptureHold("d" + letters[0], null, null))));
        AuditReport before = audit.report(NOW);

        assertThat(disturbed.report(NOW)).isEqualTo(before);

        assertThat(letters[0]).isGreaterThan(1);
        assertThat(audit.report(NOW).holds()).isTrue();
        assertThat(audit.report(NOW)).isNotEqualTo(before);
    }

    @Test
    void aConnectionIsGivenBackAsItCame() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            new LedgerAudit(WalletDatabase.handingOut(connection)).report(NOW);

            assertAsNew(connection);
        }
    }

    @Test
    void aDatabaseThatFailsIsNoBrokenInvariant() throws SQLException {
        database.execute("drop table hold_capture");
        try (Connection connection = database.dataSource().getConnection()) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> new LedgerAudit(WalletDatabase.handingOut(connection)).report(NOW))
                    .withMessageContaining("ask for it again");

            assertAsNew(connection);
        }
    }

    /** The one invariant is broken, by these rows, and no other is. */
    private void assertBroken(int number, String... rows) {
        AuditReport report = audit.report(NOW);

        assertThat(report.holds()).isFalse();
        assertThat(report.invariants()).filteredOn(line -> !line.holds()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(number);
            assertThat(line.brokenRows()).containsExactly(rows);
            assertThat(line.rowsBroken()).isEqualTo(rows.length);
        });
    }

    private static void assertAsNew(Connection connection) throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }

    /** The entry of a wallet so many microseconds after now. */
    private static String entry(String walletId, int micros) {
        return "wallet_id = '" + walletId + "' and at_micros = " + (AT + micros);
    }

    private static String named(String walletId, int micros, String text) {
        return "entry " + walletId + ":" + (AT + micros) + ": " + text;
    }

    private static HoldFunds hold(String holdId, long amountMinor, Instant expiresAt) {
        return new HoldFunds(holdId, "mary.EUR", "johny.EUR", amountMinor, "EUR", expiresAt, null);
    }
}

package org.ewallet.wallet.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.ewallet.contract.Message;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldExpired;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.wallet.WalletDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that a hold is over at the instant it expires, before and after somebody closes it. */
class ExpiredHoldsTest {

    private static final Instant SOON = NOW.plusSeconds(1);
    private static final Instant BEFORE_SOON = SOON.minusNanos(1_000);
    private static final Instant LATER = NOW.plusSeconds(2);

    private final WalletDatabase database = new WalletDatabase();
    private int batches;

    @BeforeEach
    void fill() {
        database.handle("fill", new OpenWallet("johny.EUR", "johny", "EUR", null),
                new OpenWallet("hotel.EUR", "hotel", "EUR", null), new DepositFunds("johny.EUR", 100, "EUR", null));
    }

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void aHoldIsDueFromTheInstantOfItsExpiryOn() {
        database.handle("h", hold("h1", 10, LATER), hold("h2", 10, SOON), hold("h3", 10, null));

        assertThat(due(BEFORE_SOON)).isEmpty();
        assertThat(due(SOON)).containsExactly("h2");
        assertThat(due(LATER)).containsExactly("h2", "h1");
    }

    @Test
    void holdsThatWereCapturedOrReleasedAreNeverDue() {
        database.handle("h", hold("h1", 10, SOON), hold("h2", 10, SOON), hold("h3", 10, SOON));
        database.handle("c", new CaptureHold("h1", 1L, true), new ReleaseHold("h2"), new CaptureHold("h3", 1L, false));

        assertThat(due(LATER)).containsExactly("h3");
    }

    @Test
    void closingMakesWhatIsLeftAvailableAndTellsOfIt() {
        database.handle("h", hold("h1", 60, SOON), hold("h2", 30, LATER));
        database.handle("c", new CaptureHold("h1", 20L, false));

        List<HoldExpired> events = close(SOON, "h1");

        assertThat(events).containsExactly(new HoldExpired("h1", "johny.EUR", "johny", 40, "EUR"));
        assertThat(database.rows("select status, captured_minor, expires_at_micros = closed_at_micros from hold"
                + " order by hold_id")).containsExactly(List.of("EXPIRED", "20", "TRUE"), row("OPEN", "0", null));
        assertThat(heldOfJohny()).isEqualTo("30");
        assertThat(due(SOON)).isEmpty();
    }

    @Test
    void nothingIsClosedThatIsNotOpenAndOver() {
        database.handle("h", hold("h1", 10, SOON), hold("h2", 10, SOON), hold("h3", 10, LATER), hold("h4", 10, SOON));
        database.handle("c", new ReleaseHold("h2"));
        close(SOON, "h1");

        assertThat(close(SOON, "h1", "h2", "h3")).isEmpty();

        assertThat(database.rows("select status from hold order by hold_id")).extracting(row -> row.get(0))
                .containsExactly("EXPIRED", "RELEASED", "OPEN", "OPEN");
        assertThat(heldOfJohny()).isEqualTo("20");
    }

    @Test
    void theMoneyOfAHoldThatIsOverCanBeSpentThoughNobodyClosedIt() {
        database.handle("h", hold("h1", 100, SOON));

        assertThat(reasons(BEFORE_SOON, withdraw(1), new CaptureHold("h1", 30L, false)))
                .containsExactly(Reason.INSUFFICIENT_FUNDS, null);
        assertThat(reasons(SOON, new CaptureHold("h1", null, null), new ReleaseHold("h1"), withdraw(71), withdraw(50),
                hold("h2", 21, null), hold("h2", 20, null))).containsExactly(Reason.HOLD_EXPIRED, Reason.HOLD_EXPIRED,
                        Reason.INSUFFICIENT_FUNDS, null, Reason.INSUFFICIENT_FUNDS, null);

        assertThat(close(LATER, "h1")).containsExactly(new HoldExpired("h1", "johny.EUR", "johny", 70, "EUR"));
        assertThat(heldOfJohny()).isEqualTo("20");
        assertThat(reasons(LATER, new CaptureHold("h1", null, null), withdraw(1), new CaptureHold("h2", null, null)))
                .containsExactly(Reason.HOLD_EXPIRED, Reason.INSUFFICIENT_FUNDS, null);
    }

    @Test
    void theNextHoldToExpireIsNoticedAfterTheFirstWasClosed() {
        database.handle("h", hold("h1", 50, SOON), hold("h2", 50, LATER));
        close(SOON, "h1");

        assertThat(reasons(SOON, withdraw(50), withdraw(1))).containsExactly(null, Reason.INSUFFICIENT_FUNDS);
        assertThat(reasons(LATER, withdraw(50))).containsOnlyNulls();
        assertThat(close(LATER, "h2")).hasSize(1);
        assertThat(heldOfJohny()).isEqualTo("0");
    }

    @Test
    void aHoldThatExpiresEarlierThanThoseBeforeIsNoticedInTime() {
        database.handle("h", hold("h1", 50, LATER));
        database.handle("i", hold("h2", 50, SOON));

        assertThat(reasons(BEFORE_SOON, withdraw(1))).containsExactly(Reason.INSUFFICIENT_FUNDS);
        assertThat(reasons(SOON, withdraw(50), withdraw(1))).containsExactly(null, Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void aHoldThatExpiresLaterThanThoseBeforeHidesNoneOfThem() {
        database.handle("h", hold("h1", 50, SOON));
        database.handle("i", hold("h2", 50, LATER));

        assertThat(reasons(SOON, withdraw(50), withdraw(1))).containsExactly(null, Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void aHoldThatIsOverStaysNoticedUntilItIsClosedWhateverExpiresLater() {
        database.handle("h", hold("h1", 50, SOON), hold("h2", 50, LATER));

        assertThat(reasons(SOON, withdraw(20))).containsOnlyNulls();
        assertThat(reasons(SOON, withdraw(31), withdraw(30))).containsExactly(Reason.INSUFFICIENT_FUNDS, null);
    }

    @Test
    void aWalletWhoseOnlyHoldIsOverMayBeClosedAndTheHoldAfterIt() {
        database.handle("h", hold("h1", 100, SOON));

        assertThat(reasons(SOON, new TransferFunds("johny.EUR", "hotel.EUR", 100, "EUR", null),
                new CloseWallet("johny.EUR", null))).containsOnlyNulls();

        assertThat(close(LATER, "h1")).hasSize(1);
        assertThat(heldOfJohny()).isEqualTo("0");
    }

    @Test
    void theOldestFiveHundredAreDueFirst() {
        Message[] holds = new Message[501];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = new HoldFunds("h" + i, "johny.EUR", "hotel.EUR", 1, "EUR", SOON.minusNanos(1_000L * i), null);
        }
        database.handle("d", new DepositFunds("johny.EUR", 1_000, "EUR", null));
        database.handle("h", holds);

        List<String> due = due(LATER);

        assertThat(due).hasSize(500).startsWith("h500", "h499").doesNotContain("h0");
        assertThat(close(LATER, due.toArray(String[]::new))).hasSize(500);
        assertThat(due(LATER)).containsExactly("h0");
    }

    private static HoldFunds hold(String holdId, long amountMinor, Instant expiresAt) {
        return new HoldFunds(holdId, "johny.EUR", "hotel.EUR", amountMinor, "EUR", expiresAt, null);
    }

    private static WithdrawFunds withdraw(long amountMinor) {
        return new WithdrawFunds("johny.EUR", amountMinor, "EUR", null);
    }

    private static List<String> row(String... values) {
        return Arrays.asList(values);
    }

    private List<String> due(Instant now) {
        return new ExpiredHolds(database.dataSource(), null, Clock.fixed(now, ZoneOffset.UTC)).due();
    }

    private List<HoldExpired> close(Instant now, String... holdIds) {
        return database.inTransaction(ledger -> new ExpiredHolds(database.dataSource(), ledger,
                Clock.fixed(now, ZoneOffset.UTC)).closeQuietly(List.of(holdIds)));
    }

    private List<Reason> reasons(Instant now, Message... messages) {
        return database.handle("batch" + ++batches + "-", now, messages).stream().map(Decision::outcome)
                .map(outcome -> outcome.reason()).toList();
    }

    private String heldOfJohny() {
        return database.rows("select held_minor from wallet where wallet_id = 'johny.EUR'").get(0).get(0);
    }
}

package org.ewallet.wallet.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.assertRefused;
import static org.ewallet.wallet.Letters.complete;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.entriesOf;
import static org.ewallet.wallet.ledger.Wallets.hold;
import static org.ewallet.wallet.ledger.Wallets.outside;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.FundsHeld;
import org.ewallet.contract.wallet.HoldCaptured;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldReleased;
import org.ewallet.contract.wallet.HoldView.Status;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.messaging.Decision;
import org.ewallet.wallet.ledger.EntryKind;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;

/** Shows how money is reserved, and then moves in parts or becomes available again. */
class HoldHandlersTest {

    private static final Instant SOON = NOW.plusSeconds(1);
    private static final HoldFunds ROOM = new HoldFunds("h1", "johny.EUR", "hotel.EUR", 60, "EUR", SOON, "room 7");

    private final HoldFundsHandler holds = new HoldFundsHandler();
    private final CaptureHoldHandler captures = new CaptureHoldHandler();
    private final ReleaseHoldHandler releases = new ReleaseHoldHandler();

    @Test
    void heldMoneyStaysInTheWalletButIsNoLongerAvailable() {
        WorkingSet set = setOf(wallet("johny.EUR", 100), wallet("hotel.EUR", 0));

        Decision decision = complete(holds, letter("c1", ROOM), set, "funds held", Map.of("holdId", "h1"));

        assertThat(decision.events()).containsExactly(
                new FundsHeld("h1", "johny.EUR", "johny", "hotel.EUR", 60, "EUR", SOON, "room 7"));
        assertMoney(set, "johny.EUR", 100, 60);
        assertThat(entriesOf(set)).isEmpty();
        Hold hold = set.hold("h1");
        assertThat(hold.status()).isEqualTo(Status.OPEN);
        assertThat(hold.leftMinor()).isEqualTo(60);
        assertThat(hold.expiresAt()).isEqualTo(SOON);
        assertThat(hold.reference()).isEqualTo("room 7");
    }

    @Test
    void aCaptureTakesAllThatIsLeftUnlessItSaysOtherwise() {
        WorkingSet set = withHold();

        Decision decision = complete(captures, letter("c1", new CaptureHold("h1", null, null)), set, "hold captured",
                Map.of("holdId", "h1", "amountMinor", 60L, "capturedMinor", 60L));

        assertThat(decision.events()).containsExactly(
                new HoldCaptured("h1", "johny.EUR", "johny", "hotel.EUR", 60, 60, "EUR", true));
        assertThat(entriesOf(set)).containsExactly(
                "HOLD_CAPTURE johny.EUR -60 = 40 (hotel.EUR, c1, room 7)",
                "HOLD_CAPTURE hotel.EUR +60 = 60 (johny.EUR, c1, room 7)");
        assertMoney(set, "johny.EUR", 40, 0);
        assertThat(set.hold("h1").status()).isEqualTo(Status.CAPTURED);
    }

    @Test
    void aFinalCaptureOfAPartReleasesTheRest() {
        WorkingSet set = withHold();

        Decision decision = captures.handle(letter("c1", new CaptureHold("h1", 20L, true)), set);

        assertThat(decision.events()).containsExactly(
                new HoldCaptured("h1", "johny.EUR", "johny", "hotel.EUR", 20, 20, "EUR", true));
        assertMoney(set, "johny.EUR", 80, 0);
        assertThat(set.hold("h1").status()).isEqualTo(Status.CAPTURED);
        assertThat(set.hold("h1").capturedMinor()).isEqualTo(20);
    }

    @Test
    void aHoldIsCapturedInPartsUntilNothingIsLeft() {
        WorkingSet set = withHold();

        captures.handle(letter("c1", new CaptureHold("h1", 20L, false)), set);
        assertMoney(set, "johny.EUR", 80, 40);
        assertThat(set.hold("h1").status()).isEqualTo(Status.OPEN);

        Decision last = complete(captures, letter("c2", new CaptureHold("h1", 40L, false)), set, "hold captured",
                Map.of("holdId", "h1", "amountMinor", 40L, "capturedMinor", 60L));
        assertThat(last.events()).containsExactly(
                new HoldCaptured("h1", "johny.EUR", "johny", "hotel.EUR", 40, 60, "EUR", true));
        assertMoney(set, "johny.EUR", 40, 0);
        assertThat(set.hold("h1").status()).isEqualTo(Status.CAPTURED);
    }

    @Test
    void aReleaseMakesWhatIsLeftAvailable() {
        WorkingSet set = withHold();
        captures.handle(letter("c1", new CaptureHold("h1", 20L, false)), set);

        Decision decision = complete(releases, letter("c2", new ReleaseHold("h1")), set, "hold released",
                Map.of("holdId", "h1"));

        assertThat(decision.events()).containsExactly(new HoldReleased("h1", "johny.EUR", "johny", 40, "EUR"));
        assertMoney(set, "johny.EUR", 80, 0);
        assertThat(set.hold("h1").status()).isEqualTo(Status.RELEASED);
    }

    @Test
    void aHoldCanBeReleasedWhenItsWalletsAreBlockedOrItsTargetIsClosed() {
        WorkingSet set = withHold();
        set.wallet("johny.EUR").banOwner();
        set.wallet("hotel.EUR").close();

        assertThat(releases.handle(letter("c1", new ReleaseHold("h1")), set).outcome().reason()).isNull();

        assertMoney(set, "johny.EUR", 100, 0);
    }

    @Test
    void oneBatchMayFundHoldCaptureAndRelease() {
        WorkingSet set = setOf(outside("EUR", 0), wallet("johny.EUR", 0), wallet("hotel.EUR", 0));
        assertThat(reasonOf(holds.handle(letter("c1", ROOM), set))).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        set.post(EntryKind.DEPOSIT, set.settlement("EUR", NOW), set.wallet("johny.EUR"), 60, "d1", null, NOW);

        assertThat(reasonOf(holds.handle(letter("c2", ROOM), set))).isNull();
        assertThat(reasonOf(holds.handle(letter("c3", ROOM), set))).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(captures.handle(letter("c4", new CaptureHold("h1", 50L, false)), set))).isNull();
        assertThat(reasonOf(captures.handle(letter("c5", new CaptureHold("h1", 50L, false)), set)))
                .isEqualTo(Reason.AMOUNT_EXCEEDS_HOLD);
        assertThat(reasonOf(releases.handle(letter("c6", new ReleaseHold("h1")), set))).isNull();
        assertThat(reasonOf(captures.handle(letter("c7", new CaptureHold("h1", null, null)), set)))
                .isEqualTo(Reason.HOLD_CLOSED);

        assertMoney(set, "johny.EUR", 10, 0);
        assertMoney(set, "hotel.EUR", 50, 0);
    }

    @Test
    void refusedHoldsChangeNothing() {
        assertRefused(holds, ROOM, () -> setOf(wallet("johny.EUR", 100)), Reason.WALLET_UNKNOWN);
        assertRefused(holds, ROOM, HoldHandlersTest::withHold, Reason.ALREADY_EXISTS);
        assertRefused(holds, new HoldFunds("h2", "johny.EUR", "johny.EUR", 1, "EUR", null, null),
                HoldHandlersTest::withHold, Reason.SAME_WALLET);
        assertRefused(holds, new HoldFunds("h2", "johny.EUR", "hotel.EUR", 1, "USD", null, null),
                HoldHandlersTest::withHold, Reason.CURRENCY_MISMATCH);
        assertRefused(holds, ROOM, () -> setOf(wallet("johny.EUR", 100), wallet("hotel.EUR", 0, Wallet::close)),
                Reason.WALLET_CLOSED);
        assertRefused(holds, ROOM, () -> setOf(wallet("johny.EUR", 100, Wallet::banOwner), wallet("hotel.EUR", 0)),
                Reason.WALLET_BLOCKED);
        assertRefused(holds, new HoldFunds("h2", "johny.EUR", "hotel.EUR", 1, "EUR", NOW, null),
                HoldHandlersTest::withHold, Reason.HOLD_EXPIRED);
        assertRefused(holds, new HoldFunds("h2", "johny.EUR", "hotel.EUR", 41, "EUR", null, null),
                HoldHandlersTest::withHold, Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void refusedCapturesAndReleasesChangeNothing() {
        Supplier<WorkingSet> empty = () -> setOf(wallet("johny.EUR", 100), wallet("hotel.EUR", 0));
        CaptureHold all = new CaptureHold("h1", null, null);
        ReleaseHold release = new ReleaseHold("h1");

        assertRefused(captures, all, empty, Reason.HOLD_UNKNOWN);
        assertRefused(releases, release, empty, Reason.HOLD_UNKNOWN);
        assertRefused(captures, new CaptureHold("h1", 61L, null), HoldHandlersTest::withHold,
                Reason.AMOUNT_EXCEEDS_HOLD);
        assertRefused(captures, all, () -> closed(Status.RELEASED), Reason.HOLD_CLOSED);
        assertRefused(releases, release, () -> closed(Status.CAPTURED), Reason.HOLD_CLOSED);
        assertRefused(captures, all, () -> closed(Status.EXPIRED), Reason.HOLD_EXPIRED);
        assertRefused(releases, release, () -> closed(Status.EXPIRED), Reason.HOLD_EXPIRED);
    }

    private static WorkingSet withHold() {
        WorkingSet set = setOf(wallet("johny.EUR", 100), wallet("hotel.EUR", 0));
        set.add(hold("h1", "johny.EUR", "hotel.EUR", 60, SOON));
        return set;
    }

    private static WorkingSet closed(Status status) {
        WorkingSet set = withHold();
        set.close(set.hold("h1"), status, NOW);
        return set;
    }

    private static void assertMoney(WorkingSet set, String walletId, long balanceMinor, long heldMinor) {
        Wallet wallet = set.wallet(walletId);
        assertThat(wallet.balanceMinor()).isEqualTo(balanceMinor);
        assertThat(wallet.heldMinor()).isEqualTo(heldMinor);
        assertThat(wallet.availableMinor()).isEqualTo(balanceMinor - heldMinor);
    }

    private static Reason reasonOf(Decision decision) {
        return decision.outcome().reason();
    }
}

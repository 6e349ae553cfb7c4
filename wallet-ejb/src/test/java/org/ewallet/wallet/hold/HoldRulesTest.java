package org.ewallet.wallet.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.ledger.Wallets.hold;
import static org.ewallet.wallet.ledger.Wallets.overdrawable;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.time.Instant;
import java.util.Optional;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldView.Status;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows when money may be held, captured and released, each limit from both sides, and which reason comes first. */
class HoldRulesTest {

    private static final Instant A_MICROSECOND_LATER = NOW.plusNanos(1_000);

    private final Wallet payer = wallet("johny.EUR", 100);
    private final Wallet hotel = wallet("hotel.EUR", 0);

    @Test
    void allThatIsAvailableMayBeHeldButNoMore() {
        assertThat(reasonAgainstHolding(payer, hotel, 100)).isEmpty();
        assertThat(reasonAgainstHolding(payer, hotel, 101)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void anOverdraftMayBeHeldAsWell() {
        Wallet overdrawable = overdrawable("johny.EUR", 100, 50);

        assertThat(reasonAgainstHolding(overdrawable, hotel, 150)).isEmpty();
        assertThat(reasonAgainstHolding(overdrawable, hotel, 151)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void whatIsHeldAlreadyIsNotAvailable() {
        setOf(payer, hotel).add(hold("h1", "johny.EUR", "hotel.EUR", 40, null));

        assertThat(reasonAgainstHolding(payer, hotel, 60)).isEmpty();
        assertThat(reasonAgainstHolding(payer, hotel, 61)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void aHoldMustExpireLaterThanNow() {
        assertThat(reasonAgainstHolding(null, payer, hotel, A_MICROSECOND_LATER)).isEmpty();
        assertThat(reasonAgainstHolding(null, payer, hotel, NOW)).contains(Reason.HOLD_EXPIRED);
        assertThat(reasonAgainstHolding(null, payer, hotel, NOW.minusNanos(1_000))).contains(Reason.HOLD_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"DEBIT, true, false", "CREDIT, false, true", "ALL, true, true"})
    void aBlockStopsHoldsAsItStopsTheMovementsTheyBecome(BlockMode mode, boolean ofPayer, boolean forTarget) {
        Optional<Reason> blocked = Optional.of(Reason.WALLET_BLOCKED);

        assertThat(reasonAgainstHolding(wallet("johny.EUR", 100, wallet -> wallet.block(mode)), hotel, 1))
                .isEqualTo(ofPayer ? blocked : Optional.empty());
        assertThat(reasonAgainstHolding(payer, wallet("hotel.EUR", 0, wallet -> wallet.block(mode)), 1))
                .isEqualTo(forTarget ? blocked : Optional.empty());
    }

    @Test
    void theFirstReasonAgainstHoldingIsTheOneThatIsTold() {
        Wallet poor = wallet("johny.EUR", 0);
        Hold taken = hold("h1", "mary.EUR", "hotel.EUR", 1, null);
        assertThat(reasonAgainstHolding(null, poor, hotel, null)).contains(Reason.INSUFFICIENT_FUNDS);
        assertThat(reasonAgainstHolding(null, poor, hotel, NOW)).contains(Reason.HOLD_EXPIRED);

        hotel.banOwner();
        assertThat(reasonAgainstHolding(null, poor, hotel, NOW)).contains(Reason.WALLET_BLOCKED);

        hotel.close();
        assertThat(reasonAgainstHolding(null, poor, hotel, NOW)).contains(Reason.WALLET_CLOSED);

        Wallet dollars = wallet("johny.USD", 0);
        assertThat(reasonAgainstHolding(null, dollars, hotel, NOW)).contains(Reason.CURRENCY_MISMATCH);
        assertThat(reasonAgainstHolding(null, dollars, dollars, NOW)).contains(Reason.SAME_WALLET);
        assertThat(reasonAgainstHolding(taken, dollars, dollars, NOW)).contains(Reason.ALREADY_EXISTS);
        assertThat(HoldRules.refusalOfHolding(holdFunds("johny.USD", "nobody.EUR", 1, NOW), taken, dollars, null, NOW))
                .map(Refusal::reason).contains(Reason.WALLET_UNKNOWN);
        assertThat(HoldRules.refusalOfHolding(holdFunds("nobody.EUR", "hotel.EUR", 1, NOW), taken, null, hotel, NOW))
                .map(Refusal::reason).contains(Reason.WALLET_UNKNOWN);
        assertThat(HoldRules.refusalOfHolding(holdFunds("nobody.EUR", "nobody.EUR", 1, NOW), taken, null, null, NOW))
                .map(Refusal::reason).contains(Reason.WALLET_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void anIdStaysTakenWhateverBecameOfTheHold(Status status) {
        WorkingSet set = setOf(payer, hotel);
        Hold before = held(set, 10, null);
        end(set, before, status);

        assertThat(reasonAgainstHolding(before, payer, hotel, null)).contains(Reason.ALREADY_EXISTS);
    }

    @Test
    void allThatIsLeftMayBeCapturedButNoMore() {
        WorkingSet set = setOf(payer, hotel);
        Hold hold = held(set, 100, null);
        set.capture(hold, 30, "c1", NOW);

        assertThat(reasonAgainstCapturing(set, 70L, NOW)).isEmpty();
        assertThat(reasonAgainstCapturing(set, null, NOW)).isEmpty();
        assertThat(reasonAgainstCapturing(set, 71L, NOW)).contains(Reason.AMOUNT_EXCEEDS_HOLD);
    }

    @Test
    void aHoldCountsUntilJustBeforeItExpires() {
        WorkingSet set = setOf(payer, hotel);
        Hold hold = held(set, 100, A_MICROSECOND_LATER);

        assertThat(reasonAgainstCapturing(set, 1L, NOW)).isEmpty();
        assertThat(reasonAgainstCapturing(set, 1L, A_MICROSECOND_LATER)).contains(Reason.HOLD_EXPIRED);
        assertThat(reasonAgainstReleasing(hold, NOW)).isEmpty();
        assertThat(reasonAgainstReleasing(hold, A_MICROSECOND_LATER)).contains(Reason.HOLD_EXPIRED);
    }

    @Test
    void aHoldWithoutExpiryNeverExpires() {
        WorkingSet set = setOf(payer, hotel);
        Hold hold = held(set, 100, null);

        assertThat(reasonAgainstCapturing(set, 1L, Instant.parse("9999-12-31T23:59:59Z"))).isEmpty();
        assertThat(reasonAgainstReleasing(hold, Instant.parse("9999-12-31T23:59:59Z"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CAPTURED, HOLD_CLOSED", "RELEASED, HOLD_CLOSED", "EXPIRED, HOLD_EXPIRED"})
    void aHoldThatHasEndedStaysEnded(Status status, Reason reason) {
        WorkingSet set = setOf(payer, hotel);
        Hold hold = held(set, 100, A_MICROSECOND_LATER);
        end(set, hold, status);

        assertThat(reasonAgainstCapturing(set, 1L, NOW)).contains(reason);
        assertThat(reasonAgainstCapturing(set, null, NOW)).contains(reason);
        assertThat(reasonAgainstReleasing(hold, NOW)).contains(reason);
    }

    @Test
    void aHoldThatWasReleasedInTimeIsNotCalledExpired() {
        WorkingSet set = setOf(payer, hotel);
        Hold hold = held(set, 100, A_MICROSECOND_LATER);
        end(set, hold, Status.RELEASED);

        assertThat(hold.isExpiredAt(A_MICROSECOND_LATER)).isFalse();
        assertThat(reasonAgainstReleasing(hold, A_MICROSECOND_LATER)).contains(Reason.HOLD_CLOSED);
        assertThat(reasonAgainstCapturing(set, 1L, A_MICROSECOND_LATER)).contains(Reason.HOLD_CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"DEBIT, true, false", "CREDIT, false, true", "ALL, true, true"})
    void aBlockStopsCapturesButNoReleases(BlockMode mode, boolean ofPayer, boolean forTarget) {
        WorkingSet set = setOf(payer, hotel);
        Hold hold = held(set, 100, null);
        Optional<Reason> blocked = Optional.of(Reason.WALLET_BLOCKED);

        payer.block(mode);
        assertThat(reasonAgainstCapturing(set, 1L, NOW)).isEqualTo(ofPayer ? blocked : Optional.empty());
        assertThat(reasonAgainstReleasing(hold, NOW)).isEmpty();

        payer.unblock();
        hotel.block(mode);
        assertThat(reasonAgainstCapturing(set, 1L, NOW)).isEqualTo(forTarget ? blocked : Optional.empty());
        assertThat(reasonAgainstReleasing(hold, NOW)).isEmpty();
    }

    @Test
    void captureNeedsNothingAvailableBecauseTheMoneyIsReserved() {
        WorkingSet set = setOf(payer, hotel);
        held(set, 100, null);

        assertThat(payer.availableMinor()).isZero();
        assertThat(reasonAgainstCapturing(set, 100L, NOW)).isEmpty();
    }

    @Test
    void theFirstReasonAgainstCapturingIsTheOneThatIsTold() {
        Wallet full = wallet("hotel.EUR", Long.MAX_VALUE);
        WorkingSet set = setOf(payer, full);
        Hold hold = held(set, 100, A_MICROSECOND_LATER);
        assertThat(reasonAgainstCapturing(set, 100L, NOW)).contains(Reason.BALANCE_LIMIT);
        assertThat(reasonAgainstCapturing(set, 101L, NOW)).contains(Reason.AMOUNT_EXCEEDS_HOLD);
        assertThat(reasonAgainstCapturing(set, 101L, A_MICROSECOND_LATER)).contains(Reason.HOLD_EXPIRED);

        end(set, hold, Status.RELEASED);
        assertThat(reasonAgainstCapturing(set, 101L, A_MICROSECOND_LATER)).contains(Reason.HOLD_CLOSED);

        full.block(BlockMode.CREDIT);
        assertThat(reasonAgainstCapturing(set, 101L, A_MICROSECOND_LATER)).contains(Reason.WALLET_BLOCKED);

        full.close();
        assertThat(reasonAgainstCapturing(set, 101L, A_MICROSECOND_LATER)).contains(Reason.WALLET_CLOSED);

        assertThat(reasonAgainstCapturing(setOf(payer, full), 101L, NOW)).contains(Reason.HOLD_UNKNOWN);
        assertThat(reasonAgainstReleasing(null, NOW)).contains(Reason.HOLD_UNKNOWN);
    }

    private static Hold held(WorkingSet set, long amountMinor, Instant expiresAt) {
        Hold hold = hold("h1", "johny.EUR", "hotel.EUR", amountMinor, expiresAt);
        set.add(hold);
        return hold;
    }

    private static void end(WorkingSet set, Hold hold, Status status) {
        if (status != Status.OPEN) {
            set.close(hold, status, NOW);
        }
    }

    private static HoldFunds holdFunds(String walletId, String targetWalletId, long amountMinor, Instant expiresAt) {
        return new HoldFunds("h1", walletId, targetWalletId, amountMinor, "EUR", expiresAt, null);
    }

    private static Optional<Reason> reasonAgainstHolding(Wallet wallet, Wallet target, long amountMinor) {
        return HoldRules.refusalOfHolding(holdFunds(wallet.walletId(), target.walletId(), amountMinor, null), null,
                wallet, target, NOW).map(Refusal::reason);
    }

    private static Optional<Reason> reasonAgainstHolding(Hold existing, Wallet wallet, Wallet target,
            Instant expiresAt) {
        return HoldRules.refusalOfHolding(holdFunds(wallet.walletId(), target.walletId(), 1, expiresAt), existing,
                wallet, target, NOW).map(Refusal::reason);
    }

    private static Optional<Reason> reasonAgainstCapturing(WorkingSet set, Long amountMinor, Instant now) {
        return HoldRules.refusalOfCapturing(new CaptureHold("h1", amountMinor, null), set.hold("h1"), set, now)
                .map(Refusal::reason);
    }

    private static Optional<Reason> reasonAgainstReleasing(Hold hold, Instant now) {
        return HoldRules.refusalOfEnding("h1", hold, now).map(Refusal::reason);
    }
}

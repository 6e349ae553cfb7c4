package org.ewallet.wallet.hold;

import java.time.Instant;
import java.util.Optional;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.MovementRules;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Whether money may be held, captured or released. The checks stand in the order of precedence of {@link Reason}. */
final class HoldRules {

    private HoldRules() {
    }

    static Optional<Refusal> refusalOfHolding(HoldFunds command, Hold existing, Wallet wallet, Wallet target,
            Instant now) {
        if (wallet == null || target == null) {
            return MovementRules.refusalOfParties(wallet, command.walletId(), target, command.targetWalletId(),
                    command.currency());
        }
        if (existing != null) {
            return refuse(Reason.ALREADY_EXISTS, "hold " + command.holdId() + " exists already");
        }
        return MovementRules
                .refusalOfParties(wallet, command.walletId(), target, command.targetWalletId(), command.currency())
                .or(() -> MovementRules.refusalOfStates(wallet, target))
                .or(() -> command.expiresAt() != null && !command.expiresAt().isAfter(now)
                        ? refuse(Reason.HOLD_EXPIRED, "expiresAt is in the past") : Optional.empty())
                .or(() -> wallet.covers(command.amountMinor()) ? Optional.empty()
                        : refuse(Reason.INSUFFICIENT_FUNDS,
                                "wallet " + wallet.walletId() + " has less than the amount available"));
    }

    static Optional<Refusal> refusalOfCapturing(CaptureHold command, Hold hold, WorkingSet set, Instant now) {
        if (hold == null) {
            return unknown(command.holdId());
        }
        Wallet wallet = set.wallet(hold.walletId());
        Wallet target = set.wallet(hold.targetWalletId());
        long amountMinor = command.amountMinor() == null ? hold.leftMinor() : command.amountMinor();
        return MovementRules.refusalOfStates(wallet, target)
                .or(() -> refusalOfEnding(command.holdId(), hold, now))
                .or(() -> amountMinor > hold.leftMinor()
                        ? refuse(Reason.AMOUNT_EXCEEDS_HOLD, "only " + hold.leftMinor() + " is left of the hold")
                        : Optional.empty())
                // The money is reserved: only the range of the balances is left to check.
                .or(() -> MovementRules.refusalOfLimits(wallet, target, amountMinor));
    }

    /** A hold can be captured or released while it is open and not over. */
    static Optional<Refusal> refusalOfEnding(String holdId, Hold hold, Instant now) {
        if (hold == null) {
            return unknown(holdId);
        }
        if (hold.status() == HoldView.Status.CAPTURED || hold.status() == HoldView.Status.RELEASED) {
            return refuse(Reason.HOLD_CLOSED, "hold " + holdId + " was captured or released");
        }
        if (hold.isExpiredAt(now)) {
            return refuse(Reason.HOLD_EXPIRED, "hold " + holdId + " has expired");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> unknown(String holdId) {
        return refuse(Reason.HOLD_UNKNOWN, "there is no hold " + holdId);
    }

    private static Optional<Refusal> refuse(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}

package org.ewallet.wallet.ledger;

import java.util.Optional;
import org.ewallet.contract.Reason;

/** Whether money may move. The checks stand in the order of precedence of {@link Reason}. */
public final class MovementRules {

    private MovementRules() {
    }

    /**
     * Whether an amount may move from one wallet to another.
     *
     * @param source null if unknown
     * @param target null if unknown
     * @param amountMinor 1 to 10^15 minor units
     * @return the first reason against it; empty if it may
     */
    public static Optional<Refusal> refusalOf(Wallet source, String sourceId, Wallet target, String targetId,
            long amountMinor, String currency) {
        return refusalOfParties(source, sourceId, target, targetId, currency)
                .or(() -> refusalOfStates(source, target))
                .or(() -> refusalOfFunds(source, target, amountMinor));
    }

    /** Unknown, the same, or of another currency. */
    public static Optional<Refusal> refusalOfParties(Wallet source, String sourceId, Wallet target, String targetId,
            String currency) {
        if (source == null) {
            return unknown(sourceId);
        }
        if (target == null) {
            return unknown(targetId);
        }
        if (sourceId.equals(targetId)) {
            return refuse(Reason.SAME_WALLET, "source and target are the same wallet " + sourceId);
        }
        if (!source.currency().equals(currency) || !target.currency().equals(currency)) {
            return refuse(Reason.CURRENCY_MISMATCH, "the letter says " + currency + ", wallet " + source.walletId()
                    + " is in " + source.currency() + " and wallet " + target.walletId() + " in " + target.currency());
        }
        return Optional.empty();
    }

    /** Closed or blocked. */
    public static Optional<Refusal> refusalOfStates(Wallet source, Wallet target) {
        if (source.isClosed() || target.isClosed()) {
            return refuse(Reason.WALLET_CLOSED,
                    "wallet " + (source.isClosed() ? source : target).walletId() + " is closed");
        }
        if (source.stopsDebits()) {
            return refuse(Reason.WALLET_BLOCKED, "wallet " + source.walletId() + " is blocked for debits");
        }
        if (target.stopsCredits()) {
            return refuse(Reason.WALLET_BLOCKED, "wallet " + target.walletId() + " is blocked for credits");
        }
        return Optional.empty();
    }

    /** Not enough to pay, or too much to receive. */
    public static Optional<Refusal> refusalOfFunds(Wallet source, Wallet target, long amountMinor) {
        if (!source.covers(amountMinor)) {
            return refuse(Reason.INSUFFICIENT_FUNDS, "wallet " + source.walletId() + " has less than the amount available");
        }
        return refusalOfLimits(source, target, amountMinor);
    }

    /** A balance would leave its range. */
    public static Optional<Refusal> refusalOfLimits(Wallet source, Wallet target, long amountMinor) {
        if (!target.hasRoomFor(amountMinor)) {
            return refuse(Reason.BALANCE_LIMIT, "the balance of wallet " + target.walletId() + " would be too large");
        }
        if (!source.canGoDownBy(amountMinor)) {
            return refuse(Reason.BALANCE_LIMIT, "the balance of " + source.walletId() + " would be too small");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> unknown(String walletId) {
        return refuse(Reason.WALLET_UNKNOWN, "there is no wallet " + walletId);
    }

    private static Optional<Refusal> refuse(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }
}

package org.ewallet.wallet.lifecycle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;

/** Whether a wallet may be changed or closed. The checks stand in the order of precedence of {@link Reason}. */
final class LifecycleRules {

    /** {@code <personId>.<currency>}: what orders of that person are paid from. */
    private static final Pattern FIRST_WALLET = Pattern.compile("(.+)\\.[A-Z]{3}");

    private LifecycleRules() {
    }

    /** A wallet can be blocked and unblocked as long as it exists and is not closed. */
    static Optional<Refusal> refusalOfChange(Wallet wallet, String walletId) {
        if (wallet == null) {
            return Optional.of(new Refusal(Reason.WALLET_UNKNOWN, "there is no wallet " + walletId));
        }
        if (wallet.isClosed()) {
            return Optional.of(new Refusal(Reason.WALLET_CLOSED, "wallet " + walletId + " is closed"));
        }
        return Optional.empty();
    }

    /** Persons open wallets for themselves, without overdraft, and none that is named like another's first. */
    static boolean mayOpen(String personId, OpenWallet command) {
        Matcher first = FIRST_WALLET.matcher(command.walletId());
        return personId.equals(command.ownerId()) && command.overdraftLimitMinor() == 0
                && (!first.matches() || first.group(1).equals(personId));
    }

    /** A wallet can be closed when it is empty; a block does not keep it open. */
    static Optional<Refusal> refusalOfClosing(Wallet wallet, String walletId) {
        Optional<Refusal> refusal = refusalOfChange(wallet, walletId);
        if (refusal.isEmpty() && (wallet.balanceMinor() != 0 || wallet.heldMinor() != 0)) {
            return Optional.of(new Refusal(Reason.WALLET_NOT_EMPTY,
                    "wallet " + walletId + " has a balance or an open hold"));
        }
        return refusal;
    }
}

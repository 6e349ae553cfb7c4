package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.WalletClosed;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Closes a wallet for ever. */
@ApplicationScoped
public class CloseWalletHandler implements LetterHandler<CloseWallet> {

    @Override
    public Class<CloseWallet> type() {
        return CloseWallet.class;
    }

    @Override
    public void prepare(CloseWallet command, Needs needs) {
        needs.wallet(command.walletId());
    }

    /** The owner. */
    @Override
    public boolean isFor(String personId, CloseWallet command, WorkingSet set) {
        return set.isOwnedBy(personId, command.walletId());
    }

    @Override
    public Decision handle(Received<CloseWallet> letter, WorkingSet set) {
        CloseWallet command = letter.message();
        Wallet wallet = set.wallet(command.walletId());
        Optional<Refusal> refusal = LifecycleRules.refusalOfClosing(wallet, command.walletId());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        wallet.close();
        return new Decision(
                Outcome.completed(letter.key(), CloseWallet.class, letter.receivedAt(),
                        "wallet " + command.walletId() + " is closed", Map.of("walletId", command.walletId())),
                new WalletClosed(wallet.walletId(), wallet.ownerId(), command.reason()));
    }
}

package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WalletUnblocked;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Lifts what a command blocked; the wallet of a banned person stays blocked, and nobody is told otherwise. */
@ApplicationScoped
public class UnblockWalletHandler implements LetterHandler<UnblockWallet> {

    @Override
    public Class<UnblockWallet> type() {
        return UnblockWallet.class;
    }

    @Override
    public void prepare(UnblockWallet command, Needs needs) {
        needs.wallet(command.walletId());
    }

    @Override
    public Decision handle(Received<UnblockWallet> letter, WorkingSet set) {
        UnblockWallet command = letter.message();
        Wallet wallet = set.wallet(command.walletId());
        Optional<Refusal> refusal = LifecycleRules.refusalOfChange(wallet, command.walletId());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        boolean wasBlocked = wallet.effectiveBlockMode() != null;
        wallet.unblock();
        boolean isFree = wallet.effectiveBlockMode() == null;
        List<Event> events = wasBlocked && isFree
                ? List.of(new WalletUnblocked(wallet.walletId(), wallet.ownerId(), command.reason())) : List.of();
        return new Decision(Outcome.completed(letter.key(), UnblockWallet.class, letter.receivedAt(),
                isFree ? "wallet " + command.walletId() + " is not blocked"
                        : "wallet " + command.walletId() + " stays blocked while its owner is banned",
                Map.of("walletId", command.walletId())), events);
    }
}

package org.ewallet.wallet.cash;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.FundsWithdrawn;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.EntryKind;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.MovementRules;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Debits a wallet with money that leaves to the outside. */
@ApplicationScoped
public class WithdrawFundsHandler implements LetterHandler<WithdrawFunds> {

    @Override
    public Class<WithdrawFunds> type() {
        return WithdrawFunds.class;
    }

    @Override
    public void prepare(WithdrawFunds command, Needs needs) {
        needs.settlement(command.currency()).wallet(command.walletId());
    }

    /** The owner. */
    @Override
    public boolean isFor(String personId, WithdrawFunds command, WorkingSet set) {
        return set.isOwnedBy(personId, command.walletId());
    }

    @Override
    public Decision handle(Received<WithdrawFunds> letter, WorkingSet set) {
        WithdrawFunds command = letter.message();
        Wallet outside = set.settlement(command.currency(), letter.receivedAt());
        Wallet wallet = set.wallet(command.walletId());
        Optional<Refusal> refusal = MovementRules.refusalOf(wallet, command.walletId(), outside, outside.walletId(),
                command.amountMinor(), command.currency());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        set.post(EntryKind.WITHDRAWAL, wallet, outside, command.amountMinor(), letter.key(), command.reference(),
                letter.receivedAt());
        return new Decision(
                Outcome.completed(letter.key(), WithdrawFunds.class, letter.receivedAt(), "funds withdrawn",
                        Map.of("walletId", command.walletId())),
                new FundsWithdrawn(wallet.walletId(), wallet.ownerId(), command.amountMinor(), command.currency(),
                        command.reference()));
    }
}

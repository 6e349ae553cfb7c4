package org.ewallet.wallet.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.EntryKind;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.MovementRules;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Transfer;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Moves money between two wallets. */
@ApplicationScoped
public class TransferFundsHandler implements LetterHandler<TransferFunds> {

    @Override
    public Class<TransferFunds> type() {
        return TransferFunds.class;
    }

    @Override
    public void prepare(TransferFunds command, Needs needs) {
        needs.wallet(command.sourceWalletId()).wallet(command.targetWalletId());
    }

    /** The payer. */
    @Override
    public boolean isFor(String personId, TransferFunds command, WorkingSet set) {
        return set.isOwnedBy(personId, command.sourceWalletId());
    }

    @Override
    public Decision handle(Received<TransferFunds> letter, WorkingSet set) {
        TransferFunds command = letter.message();
        Wallet source = set.wallet(command.sourceWalletId());
        Wallet target = set.wallet(command.targetWalletId());
        Optional<Refusal> refusal = MovementRules.refusalOf(source, command.sourceWalletId(), target,
                command.targetWalletId(), command.amountMinor(), command.currency());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        set.post(EntryKind.TRANSFER, source, target, command.amountMinor(), letter.key(), command.reference(),
                letter.receivedAt());
        Transfer transfer = Transfer.of(letter.key(), command);
        set.add(transfer);
        return new Decision(
                Outcome.completed(letter.key(), TransferFunds.class, letter.receivedAt(), "funds transferred",
                        transfer.toResult()),
                new TransferCompleted(letter.key(), source.walletId(), source.ownerId(), target.walletId(),
                        target.ownerId(), command.amountMinor(), command.currency(), command.reference()));
    }
}

package org.ewallet.wallet.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferReversed;
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

/** Gives a whole transfer back, from its target to its source. */
@ApplicationScoped
public class ReverseTransferHandler implements LetterHandler<ReverseTransfer> {

    @Override
    public Class<ReverseTransfer> type() {
        return ReverseTransfer.class;
    }

    @Override
    public void prepare(ReverseTransfer command, Needs needs) {
        needs.transfer(command.transferId());
    }

    /** The receiver, who gives it back; the payer cannot take it back. */
    @Override
    public boolean isFor(String personId, ReverseTransfer command, WorkingSet set) {
        Transfer transfer = set.transfer(command.transferId());
        return transfer != null && set.isOwnedBy(personId, transfer.targetWalletId());
    }

    @Override
    public Decision handle(Received<ReverseTransfer> letter, WorkingSet set) {
        ReverseTransfer command = letter.message();
        Transfer transfer = set.transfer(command.transferId());
        Optional<Refusal> refusal = refusalOf(command, transfer, set);
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        Wallet payer = set.wallet(transfer.sourceWalletId());
        Wallet receiver = set.wallet(transfer.targetWalletId());
        set.post(EntryKind.REVERSAL, receiver, payer, transfer.amountMinor(), letter.key(), command.reason(),
                letter.receivedAt());
        set.reverse(command.transferId(), letter.key());
        return new Decision(
                Outcome.completed(letter.key(), ReverseTransfer.class, letter.receivedAt(), "transfer reversed",
                        Map.of("transferId", command.transferId())),
                new TransferReversed(command.transferId(), payer.walletId(), payer.ownerId(), receiver.walletId(),
                        receiver.ownerId(), transfer.amountMinor(), transfer.currency(), command.reason()));
    }

    private static Optional<Refusal> refusalOf(ReverseTransfer command, Transfer transfer, WorkingSet set) {
        if (transfer == null) {
            return Optional.of(new Refusal(Reason.TRANSFER_UNKNOWN,
                    "there is no completed transfer " + command.transferId()));
        }
        Wallet payer = set.wallet(transfer.sourceWalletId());
        Wallet receiver = set.wallet(transfer.targetWalletId());
        return MovementRules.refusalOfStates(receiver, payer)
                .or(() -> set.isReversed(command.transferId())
                        ? Optional.of(new Refusal(Reason.ALREADY_REVERSED,
                                "transfer " + command.transferId() + " was given back already"))
                        : Optional.empty())
                .or(() -> MovementRules.refusalOfFunds(receiver, payer, transfer.amountMinor()));
    }
}

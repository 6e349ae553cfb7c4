package org.ewallet.wallet.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.FundsHeld;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Reserves money of a wallet for another one. */
@ApplicationScoped
public class HoldFundsHandler implements LetterHandler<HoldFunds> {

    @Override
    public Class<HoldFunds> type() {
        return HoldFunds.class;
    }

    @Override
    public void prepare(HoldFunds command, Needs needs) {
        needs.hold(command.holdId()).wallet(command.walletId()).wallet(command.targetWalletId());
    }

    /** The payer. */
    @Override
    public boolean isFor(String personId, HoldFunds command, WorkingSet set) {
        return set.isOwnedBy(personId, command.walletId());
    }

    @Override
    public Decision handle(Received<HoldFunds> letter, WorkingSet set) {
        HoldFunds command = letter.message();
        Wallet wallet = set.wallet(command.walletId());
        Optional<Refusal> refusal = HoldRules.refusalOfHolding(command, set.hold(command.holdId()), wallet,
                set.wallet(command.targetWalletId()), letter.receivedAt());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        set.add(new Hold(command.holdId(), command.walletId(), command.targetWalletId(), command.amountMinor(),
                command.currency(), command.expiresAt(), letter.receivedAt(), command.reference()));
        return new Decision(
                Outcome.completed(letter.key(), HoldFunds.class, letter.receivedAt(), "funds held",
                        Map.of("holdId", command.holdId())),
                new FundsHeld(command.holdId(), wallet.walletId(), wallet.ownerId(), command.targetWalletId(),
                        command.amountMinor(), command.currency(), command.expiresAt(), command.reference()));
    }
}

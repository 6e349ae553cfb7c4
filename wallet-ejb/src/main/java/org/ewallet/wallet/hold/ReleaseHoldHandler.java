package org.ewallet.wallet.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.HoldReleased;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.WorkingSet;

/** Gives back what is left of a hold, also on a blocked wallet. */
@ApplicationScoped
public class ReleaseHoldHandler implements LetterHandler<ReleaseHold> {

    @Override
    public Class<ReleaseHold> type() {
        return ReleaseHold.class;
    }

    @Override
    public void prepare(ReleaseHold command, Needs needs) {
        needs.hold(command.holdId());
    }

    /** The payee; the payer cannot take a hold back. */
    @Override
    public boolean isFor(String personId, ReleaseHold command, WorkingSet set) {
        Hold hold = set.hold(command.holdId());
        return hold != null && set.isOwnedBy(personId, hold.targetWalletId());
    }

    @Override
    public Decision handle(Received<ReleaseHold> letter, WorkingSet set) {
        String holdId = letter.message().holdId();
        Hold hold = set.hold(holdId);
        Optional<Refusal> refusal = HoldRules.refusalOfEnding(holdId, hold, letter.receivedAt());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        long leftMinor = hold.leftMinor();
        set.close(hold, HoldView.Status.RELEASED, letter.receivedAt());
        return new Decision(
                Outcome.completed(letter.key(), ReleaseHold.class, letter.receivedAt(), "hold released",
                        Map.of("holdId", holdId)),
                new HoldReleased(holdId, hold.walletId(), set.wallet(hold.walletId()).ownerId(), leftMinor,
                        hold.currency()));
    }
}

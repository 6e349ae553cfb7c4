package org.ewallet.wallet.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.HoldCaptured;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Turns a hold, or a part of it, into a movement to its target. */
@ApplicationScoped
public class CaptureHoldHandler implements LetterHandler<CaptureHold> {

    @Override
    public Class<CaptureHold> type() {
        return CaptureHold.class;
    }

    @Override
    public void prepare(CaptureHold command, Needs needs) {
        needs.hold(command.holdId());
    }

    /** The payee and the payer. */
    @Override
    public boolean isFor(String personId, CaptureHold command, WorkingSet set) {
        Hold hold = set.hold(command.holdId());
        return hold != null && (set.isOwnedBy(personId, hold.targetWalletId())
                || set.isOwnedBy(personId, hold.walletId()));
    }

    @Override
    public Decision handle(Received<CaptureHold> letter, WorkingSet set) {
        CaptureHold command = letter.message();
        Hold hold = set.hold(command.holdId());
        Optional<Refusal> refusal = HoldRules.refusalOfCapturing(command, hold, set, letter.receivedAt());
        if (refusal.isPresent()) {
            return refusal.get().of(letter);
        }
        long amountMinor = command.amountMinor() == null ? hold.leftMinor() : command.amountMinor();
        set.capture(hold, amountMinor, letter.key(), letter.receivedAt());
        boolean closes = command.isFinal() || hold.leftMinor() == 0;
        if (closes) {
            set.close(hold, HoldView.Status.CAPTURED, letter.receivedAt());
        }
        Wallet wallet = set.wallet(hold.walletId());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("holdId", hold.holdId());
        result.put("amountMinor", amountMinor);
        result.put("capturedMinor", hold.capturedMinor());
        return new Decision(
                Outcome.completed(letter.key(), CaptureHold.class, letter.receivedAt(), "hold captured", result),
                new HoldCaptured(hold.holdId(), hold.walletId(), wallet.ownerId(), hold.targetWalletId(), amountMinor,
                        hold.capturedMinor(), hold.currency(), closes));
    }
}

package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Gives every new person a first wallet, {@code <personId>.<currency>}. */
@ApplicationScoped
public class WhenPersonRegisteredThenOpenWallet implements LetterHandler<PersonRegistered> {

    @Override
    public Class<PersonRegistered> type() {
        return PersonRegistered.class;
    }

    @Override
    public void prepare(PersonRegistered event, Needs needs) {
        needs.wallet(firstWalletId(event)).owner(event.personId());
    }

    @Override
    public Decision handle(Received<PersonRegistered> letter, WorkingSet set) {
        PersonRegistered event = letter.message();
        String walletId = firstWalletId(event);
        Wallet existing = set.wallet(walletId);
        if (existing != null && !existing.ownerId().equals(event.personId())) {
            return new Decision(outcome(letter, Outcome.Status.REJECTED, Reason.ALREADY_EXISTS,
                    "wallet " + walletId + " is somebody else's"));
        }
        List<Event> events = existing != null ? List.of() : OpenWalletHandler.open(
                new OpenWallet(walletId, event.personId(), event.currency(), null), letter.receivedAt(), set);
        return new Decision(outcome(letter, Outcome.Status.COMPLETED, null, "wallet " + walletId + " is open"), events);
    }

    private static Outcome outcome(Received<PersonRegistered> letter, Outcome.Status status, Reason reason,
            String detail) {
        return new Outcome(letter.key(), PersonRegistered.class.getSimpleName(), status, reason, detail,
                letter.receivedAt(), Map.of("walletId", firstWalletId(letter.message())));
    }

    private static String firstWalletId(PersonRegistered event) {
        return event.personId() + "." + event.currency();
    }
}

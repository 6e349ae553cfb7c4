package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
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
        needs.wallet(firstWalletId(event));
    }

    @Override
    public Decision handle(Received<PersonRegistered> letter, WorkingSet set) {
        PersonRegistered event = letter.message();
        String walletId = firstWalletId(event);
        List<Event> events = List.of();
        if (set.wallet(walletId) == null) {
            events = List.of(OpenWalletHandler.open(new OpenWallet(walletId, event.personId(), event.currency(), null),
                    letter.receivedAt(), set));
        }
        return new Decision(new Outcome(letter.key(), PersonRegistered.class.getSimpleName(), Outcome.Status.COMPLETED,
                null, "wallet " + walletId + " is open", letter.receivedAt(), Map.of("walletId", walletId)), events);
    }

    private static String firstWalletId(PersonRegistered event) {
        return event.personId() + "." + event.currency();
    }
}

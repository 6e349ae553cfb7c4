package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.wallet.WalletUnblocked;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Lifts what the ban of a person had blocked, and nothing else. */
@ApplicationScoped
public class WhenPersonReinstatedThenUnblockWallets implements LetterHandler<PersonReinstated> {

    @Override
    public Class<PersonReinstated> type() {
        return PersonReinstated.class;
    }

    @Override
    public void prepare(PersonReinstated event, Needs needs) {
        needs.walletsOf(event.personId());
    }

    @Override
    public Decision handle(Received<PersonReinstated> letter, WorkingSet set) {
        String personId = letter.message().personId();
        List<Event> events = new ArrayList<>();
        int reinstated = 0;
        boolean isNews = set.owner(personId).change(false, letter.happenedAt());
        for (Wallet wallet : set.walletsOf(personId)) {
            if (isNews && wallet.isOwnerBanned()) {
                wallet.reinstateOwner();
                reinstated++;
                if (wallet.effectiveBlockMode() == null && !wallet.isClosed()) {
                    events.add(new WalletUnblocked(wallet.walletId(), wallet.ownerId(), letter.message().reason()));
                }
            }
        }
        return new Decision(new Outcome(letter.key(), PersonReinstated.class.getSimpleName(), Outcome.Status.COMPLETED,
                null, reinstated + " wallets reinstated", letter.receivedAt(), Map.of("wallets", reinstated)), events);
    }
}

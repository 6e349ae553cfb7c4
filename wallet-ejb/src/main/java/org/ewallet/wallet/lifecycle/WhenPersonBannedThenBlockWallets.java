package org.ewallet.wallet.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.WalletBlocked;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/**
 * Blocks every wallet of a banned person, on top of what commands have blocked; unless the person has been reinstated
 * since, and only this event is late.
 */
@ApplicationScoped
public class WhenPersonBannedThenBlockWallets implements LetterHandler<PersonBanned> {

    private static final String REASON = "PERSON_BANNED";

    @Override
    public Class<PersonBanned> type() {
        return PersonBanned.class;
    }

    @Override
    public void prepare(PersonBanned event, Needs needs) {
        needs.walletsOf(event.personId());
    }

    @Override
    public Decision handle(Received<PersonBanned> letter, WorkingSet set) {
        String personId = letter.message().personId();
        List<Event> events = new ArrayList<>();
        if (set.owner(personId).change(true, letter.happenedAt())) {
            set.walletsOf(personId).stream()
                    .filter(wallet -> !wallet.isClosed() && !wallet.isOwnerBanned())
                    .forEach(wallet -> events.add(block(wallet)));
        }
        return new Decision(new Outcome(letter.key(), PersonBanned.class.getSimpleName(), Outcome.Status.COMPLETED, null,
                events.size() + " wallets blocked", letter.receivedAt(), Map.of("wallets", events.size())), events);
    }

    static WalletBlocked block(Wallet wallet) {
        wallet.banOwner();
        return new WalletBlocked(wallet.walletId(), wallet.ownerId(), BlockMode.ALL, REASON);
    }
}

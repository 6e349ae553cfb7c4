package org.ewallet.account.person;

import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonView.Status;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

@Dependent
class BanPersonHandler implements CommandHandler<BanPerson> {

    @Override
    public Class<BanPerson> commandType() {
        return BanPerson.class;
    }

    @Override
    public Decision handle(Received<BanPerson> letter, Persons persons) {
        Optional<Person> person = persons.find(letter.message().personId());
        Decision decision = PersonRules.ban(letter, person.map(Person::status));
        if (!decision.events().isEmpty()) {
            person.orElseThrow().change(Status.BANNED, letter.message().reason(), letter.receivedAt());
        }
        return decision;
    }
}

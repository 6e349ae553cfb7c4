package org.ewallet.account.person;

import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import org.ewallet.contract.account.PersonView.Status;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

@Dependent
class ReinstatePersonHandler implements CommandHandler<ReinstatePerson> {

    @Override
    public Class<ReinstatePerson> commandType() {
        return ReinstatePerson.class;
    }

    @Override
    public Decision handle(Received<ReinstatePerson> letter, Persons persons) {
        Optional<Person> person = persons.find(letter.message().personId());
        Decision decision = PersonRules.reinstate(letter, person.map(Person::status));
        if (!decision.events().isEmpty()) {
            person.orElseThrow().change(Status.REGISTERED, letter.message().reason(), letter.receivedAt());
        }
        return decision;
    }
}

package org.ewallet.account.person;

import jakarta.enterprise.context.Dependent;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

@Dependent
class RegisterPersonHandler implements CommandHandler<RegisterPerson> {

    @Override
    public Class<RegisterPerson> commandType() {
        return RegisterPerson.class;
    }

    /** Everybody may register themselves. */
    @Override
    public boolean isFor(String personId, RegisterPerson command) {
        return personId.equals(command.personId());
    }

    @Override
    public Decision handle(Received<RegisterPerson> letter, Persons persons) {
        Decision decision = PersonRules.register(letter,
                persons.find(letter.message().personId()).map(Person::status));
        if (!decision.events().isEmpty()) {
            persons.add(new Person(letter.message(), letter.receivedAt()));
        }
        return decision;
    }
}

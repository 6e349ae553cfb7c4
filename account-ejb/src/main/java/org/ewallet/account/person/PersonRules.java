package org.ewallet.account.person;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.account.PersonView.Status;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

/**
 * What becomes of a letter, given the status of the person it is about (empty: not registered). A decision without an
 * event changes nothing.
 */
final class PersonRules {

    private PersonRules() {
    }

    static Decision register(Received<RegisterPerson> letter, Optional<Status> status) {
        RegisterPerson command = letter.message();
        if (status.isPresent()) {
            return rejected(letter, Reason.ALREADY_EXISTS, "person " + command.personId() + " is registered already");
        }
        return completed(letter, "person " + command.personId() + " is registered", new PersonRegistered(
                command.personId(), command.name(), command.email(), command.phone(), command.currency(),
                command.locale()));
    }

    static Decision ban(Received<BanPerson> letter, Optional<Status> status) {
        BanPerson command = letter.message();
        if (status.isEmpty()) {
            return unknown(letter);
        }
        if (status.get() == Status.BANNED) {
            return completed(letter, "person " + command.personId() + " was banned already");
        }
        return completed(letter, "person " + command.personId() + " is banned",
                new PersonBanned(command.personId(), command.reason()));
    }

    static Decision reinstate(Received<ReinstatePerson> letter, Optional<Status> status) {
        ReinstatePerson command = letter.message();
        if (status.isEmpty()) {
            return unknown(letter);
        }
        if (status.get() == Status.REGISTERED) {
            return completed(letter, "person " + command.personId() + " was not banned");
        }
        return completed(letter, "the ban of person " + command.personId() + " is lifted",
                new PersonReinstated(command.personId(), command.reason()));
    }

    private static Decision unknown(Received<? extends AccountCommand> letter) {
        return rejected(letter, Reason.PERSON_UNKNOWN,
                "person " + letter.message().personId() + " is not registered");
    }

    private static Decision completed(Received<? extends AccountCommand> letter, String detail, Event... events) {
        AccountCommand command = letter.message();
        return new Decision(Outcome.completed(letter.envelope().id(), command.getClass(), letter.receivedAt(), detail,
                Map.of("personId", command.personId())), List.of(events));
    }

    private static Decision rejected(Received<? extends AccountCommand> letter, Reason reason, String detail) {
        return new Decision(Outcome.rejected(letter.envelope().id(), letter.message().getClass(), letter.receivedAt(),
                reason, detail));
    }
}

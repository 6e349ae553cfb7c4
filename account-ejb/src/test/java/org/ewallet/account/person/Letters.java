package org.ewallet.account.person;

import java.time.Instant;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;

/** Letters as the inbox hands them over. */
final class Letters {

    static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");

    private Letters() {
    }

    static Received<RegisterPerson> register(String id, String personId) {
        return letter(id, new RegisterPerson(personId, "John Doe", "john@example.org", "+491701234567", "USD",
                "de-AT"), NOW);
    }

    static Received<BanPerson> ban(String id, String personId) {
        return letter(id, new BanPerson(personId, "fraud"), NOW.plusSeconds(1));
    }

    static Received<ReinstatePerson> reinstate(String id, String personId) {
        return letter(id, new ReinstatePerson(personId, "appeal"), NOW.plusSeconds(2));
    }

    private static <C extends AccountCommand> Received<C> letter(String id, C command, Instant receivedAt) {
        Envelope envelope = new Envelope(id, MessageTypes.typeOf(command.getClass()), "test", receivedAt, null, null,
                null, null, null);
        return new Received<>(id, envelope, Sender.SYSTEM, receivedAt, command);
    }
}

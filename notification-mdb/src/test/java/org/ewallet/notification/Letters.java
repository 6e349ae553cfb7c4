package org.ewallet.notification;

import java.time.Instant;
import org.ewallet.contract.Command;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;

/** Letters as the inbox hands them over. */
final class Letters {

    static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");
    static final PersonRegistered JOHNY =
            new PersonRegistered("johny", "Johny Doe", "johny@example.org", "+491701234567", "EUR", null);
    static final TransferCompleted TO_JOHNY =
            new TransferCompleted("t1", "mary.EUR", "mary", "johny.EUR", "johny", 1250, "EUR", "lunch");
    static final SendEmail MAIL = new SendEmail("mary@example.org", "Subject", "Body", "mary");
    static final SendSms SMS = new SendSms("+491707654321", "Your code is 4711", null);

    private Letters() {
    }

    static Received<?> letter(String id, Message message) {
        return letter(id, message, null);
    }

    /** A command that begins a story, or an event that {@code command-1} of {@code story-1} caused. */
    static Received<?> letter(String id, Message message, Instant expiresAt) {
        boolean command = message instanceof Command;
        Envelope envelope = new Envelope(id, MessageTypes.typeOf(message.getClass()), "test", NOW, null,
                command ? null : "story-1", command ? null : "command-1", "00-trace", expiresAt);
        return new Received<>(command ? id : "event:" + id, envelope, Sender.SYSTEM, NOW, message);
    }
}

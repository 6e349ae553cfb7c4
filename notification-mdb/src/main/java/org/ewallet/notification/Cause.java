package org.ewallet.notification;

import java.util.List;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Require;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.WalletEvent;
import org.ewallet.messaging.Received;

/**
 * The letter that caused a notification, as it is kept.
 *
 * @param letterId its id
 * @param type short name of its message
 * @param data the message as JSON
 * @param commandId the letter itself if it is a command; the command that caused it if it is an event
 * @param correlationId the command that began the story
 * @param traceparent W3C trace context; may be null
 */
record Cause(String letterId, String type, String data, String commandId, String correlationId, String traceparent) {

    private static final List<MessageTypes<?>> FAMILIES = List.of(MessageTypes.of(NotificationCommand.class),
            MessageTypes.of(AccountEvent.class), MessageTypes.of(WalletEvent.class));

    static Cause of(Received<?> letter) {
        Envelope envelope = letter.envelope();
        boolean causedByCommand = !(letter.message() instanceof Command) && Require.isId(envelope.causationId());
        return new Cause(envelope.id(), letter.message().getClass().getSimpleName(), Codec.write(letter.message()),
                causedByCommand ? envelope.causationId() : envelope.id(), envelope.correlationId(),
                envelope.traceparent());
    }

    /** The message, read from its JSON. */
    Message message() {
        Class<? extends Message> known = FAMILIES.stream()
                .flatMap(family -> family.find(type).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no message of type " + type));
        return Codec.read(data, known);
    }
}

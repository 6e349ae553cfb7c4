package org.ewallet.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.InvalidLetterException.Cause;

/**
 * CloudEvents 1.0 over JMS. Binary mode: the attributes are string properties with the prefix {@code cloudEvents_} (or
 * {@code cloudEvents:} from AMQP senders) and the body is the data. Structured mode, for senders that cannot set
 * properties: the body is one CloudEvents JSON object.
 */
public final class CloudEvents {

    private static final String SPEC_VERSION = "1.0";
    private static final String PREFIX = "cloudEvents_";
    private static final String AMQP_PREFIX = "cloudEvents:";

    private CloudEvents() {
    }

    /** A JMS message in binary mode; persistent by JMS default. */
    public static TextMessage write(JMSContext jms, Letter letter) {
        try {
            TextMessage message = jms.createTextMessage(letter.data());
            Envelope envelope = letter.envelope();
            set(message, "specversion", SPEC_VERSION);
            set(message, "id", envelope.id());
            set(message, "type", envelope.type());
            set(message, "source", envelope.source());
            set(message, "time", text(envelope.time()));
            set(message, "subject", envelope.subject());
            set(message, "datacontenttype", "application/json");
            set(message, "correlationid", envelope.correlationId());
            set(message, "causationid", envelope.causationId());
            set(message, "traceparent", envelope.traceparent());
            set(message, "expirytime", text(envelope.expiryTime()));
            return message;
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** A letter that says for whom it speaks; believed if it comes from the front door or a trusted system. */
    public static TextMessage write(JMSContext jms, Letter letter, Sender sender) {
        TextMessage message = write(jms, letter);
        try {
            vouch(message, sender);
            return message;
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /** Says for whom a message speaks. */
    static void vouch(Message message, Sender sender) throws JMSException {
        set(message, Senders.AUTH_TYPE, sender.isPerson() ? Senders.USER : Senders.SYSTEM);
        set(message, Senders.AUTH_ID, sender.personId());
    }

    /** Whether a property says for whom a message speaks. */
    static boolean isVouching(String property) {
        return property.equals(PREFIX + Senders.AUTH_TYPE) || property.equals(PREFIX + Senders.AUTH_ID)
                || property.equals(AMQP_PREFIX + Senders.AUTH_TYPE) || property.equals(AMQP_PREFIX + Senders.AUTH_ID);
    }

    /** An event with its number on the topic. */
    static TextMessage writeEvent(JMSContext jms, Letter event, long sequence) {
        try {
            TextMessage message = write(jms, event);
            set(message, "sequence", Long.toString(sequence));
            return message;
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    /**
     * Reads a letter in either mode.
     *
     * @throws InvalidLetterException if the body is not text or an attribute is missing or malformed
     */
    public static Letter read(Message message) throws JMSException, InvalidLetterException {
        String body = body(message);
        boolean binary = attribute(message, "specversion") != null || attribute(message, "id") != null
                || attribute(message, "type") != null;
        try {
            return binary ? binary(message, body) : structured(body);
        } catch (InvalidMessageException e) {
            throw new InvalidLetterException(Cause.BAD_HEADER, e.getMessage());
        }
    }

    /**
     * Takes the body into memory: the broker gives that of a large message only until its consumer asks for the next one.
     *
     * @return its characters or octets; 0 for a body that no letter has
     */
    static long loadBody(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            bytes.reset();
            return bytes.getBodyLength();
        }
        return message instanceof TextMessage text && text.getText() != null ? text.getText().length() : 0;
    }

    private static Letter binary(Message message, String body) throws JMSException {
        requireSpecVersion(attribute(message, "specversion"));
        return new Letter(new Envelope(attribute(message, "id"), attribute(message, "type"),
                attribute(message, "source"), instant("time", attribute(message, "time")),
                attribute(message, "subject"), attribute(message, "correlationid"), attribute(message, "causationid"),
                attribute(message, "traceparent"), instant("expirytime", attribute(message, "expirytime"))), body);
    }

    private static Letter structured(String body) throws InvalidLetterException {
        JsonNode event;
        try {
            event = Codec.readTree(body);
        } catch (InvalidMessageException e) {
            throw new InvalidLetterException(Cause.BAD_BODY,
                    "neither CloudEvents properties on the message nor a CloudEvents JSON object in the body");
        }
        requireSpecVersion(text(event, "specversion"));
        if (event.has(Senders.AUTH_TYPE) || event.has(Senders.AUTH_ID)) {
            // Nobody would look for it there, and the letter would be allowed more than it says.
            throw new InvalidLetterException(Cause.BAD_HEADER, "authtype and authid must be properties of the message ("
                    + PREFIX + Senders.AUTH_TYPE + "), not members of the body");
        }
        if (!event.path("data").isObject()) {
            throw new InvalidLetterException(Cause.BAD_BODY, "data must be a JSON object");
        }
        return new Letter(new Envelope(text(event, "id"), text(event, "type"), text(event, "source"),
                instant("time", text(event, "time")), text(event, "subject"), text(event, "correlationid"),
                text(event, "causationid"), text(event, "traceparent"),
                instant("expirytime", text(event, "expirytime"))), event.get("data").toString());
    }

    private static String body(Message message) throws JMSException, InvalidLetterException {
        if (message instanceof TextMessage text) {
            if (text.getText() == null) {
                throw new InvalidLetterException(Cause.BAD_BODY, "the body is empty");
            }
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.reset();
            bytes.readBytes(content);
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            } catch (CharacterCodingException e) {
                throw new InvalidLetterException(Cause.BAD_BODY, "the body is not UTF-8");
            }
        }
        throw new InvalidLetterException(Cause.BAD_BODY, "the body must be text or bytes of JSON in UTF-8");
    }

    /** An attribute of a message in binary mode; null if it is not there. */
    static String attribute(Message message, String name) throws JMSException {
        Object value = message.getObjectProperty(PREFIX + name);
        if (value == null) {
            value = message.getObjectProperty(AMQP_PREFIX + name);
        }
        return value == null ? null : value.toString();
    }

    private static String text(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidMessageException(name, name + " must be text");
        }
        return value.textValue();
    }

    private static void requireSpecVersion(String version) {
        if (!SPEC_VERSION.equals(version)) {
            throw new InvalidMessageException("specversion", "specversion must be " + SPEC_VERSION);
        }
    }

    private static Instant instant(String field, String text) {
        return text == null ? null : Codec.instant(field, text);
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static void set(Message message, String name, String value) throws JMSException {
        if (value != null) {
            message.setStringProperty(PREFIX + name, value);
        }
    }
}

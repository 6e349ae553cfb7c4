package org.ewallet.messaging;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/**
 * A copy of a letter for another box or another time: body, properties, reply address and remaining time to live stay,
 * what this system has to say about it is added under its own names.
 */
final class LetterCopy {

    /** Why the letter is here, as a code for programs. */
    static final String REASON = "ewallet_reason";
    /** The same for people. */
    static final String DETAIL = "ewallet_detail";
    /** How often handling the letter has failed. */
    static final String ATTEMPTS = "ewallet_attempts";
    /** When it failed first and last, RFC 3339. */
    static final String FIRST_FAILED_AT = "ewallet_firstFailedAt";
    static final String LAST_FAILED_AT = "ewallet_lastFailedAt";

    /** Set by the broker or by sending; a copy gets its own. */
    private static final Set<String> NOT_COPIED = Set.of("JMSXDeliveryCount", "JMSXUserID");

    /** Words of selectors, which JMS forbids as names of properties. */
    private static final Set<String> RESERVED = Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE",
            "IN", "IS", "ESCAPE");

    private final Message copy;
    private final JMSContext jms;
    private final JMSProducer producer;

    LetterCopy(Message original, JMSContext jms) throws JMSException {
        this.jms = jms;
        this.producer = jms.createProducer();
        this.copy = copyOfBody(original);
        for (Enumeration<?> names = original.getPropertyNames(); names.hasMoreElements();) {
            String name = (String) names.nextElement();
            String legal = legalName(name);
            boolean taken = !legal.equals(name) && original.propertyExists(legal);
            if (!taken && !NOT_COPIED.contains(name) && !name.startsWith("_AMQ_")) {
                copy.setObjectProperty(legal, original.getObjectProperty(name));
            }
        }
        copy.setJMSCorrelationID(original.getJMSCorrelationID());
        copy.setJMSReplyTo(original.getJMSReplyTo());
        copy.setJMSType(original.getJMSType());
        if (original.getJMSExpiration() > 0) {
            producer.setTimeToLive(Math.max(1, original.getJMSExpiration() - System.currentTimeMillis()));
        }
    }

    LetterCopy with(String name, Object value) throws JMSException {
        copy.setObjectProperty(name, value);
        return this;
    }

    LetterCopy delayedBy(Duration delay) {
        producer.setDeliveryDelay(delay.toMillis());
        return this;
    }

    void send(String queue) {
        send(jms.createQueue(queue));
    }

    void send(Destination destination) {
        producer.send(destination, copy);
        // Artemis has one producer under all of a context: what is set here would hold for events and replies to come.
        producer.setTimeToLive(Message.DEFAULT_TIME_TO_LIVE).setDeliveryDelay(Message.DEFAULT_DELIVERY_DELAY);
    }

    /**
     * The name under which a property can be copied: senders of other protocols use names that a JMS client can read
     * but not set, {@code cloudEvents:id} among them.
     */
    private static String legalName(String name) {
        StringBuilder legal = new StringBuilder(name.length() + 1);
        name.chars().forEach(c -> legal.append(Character.isJavaIdentifierPart(c) ? (char) c : '_'));
        if (legal.isEmpty() || !Character.isJavaIdentifierStart(legal.charAt(0))
                || RESERVED.contains(name.toUpperCase(Locale.ROOT))) {
            legal.insert(0, '_');
        }
        return legal.toString();
    }

    private Message copyOfBody(Message original) throws JMSException {
        if (original instanceof TextMessage text) {
            return jms.createTextMessage(text.getText());
        }
        if (original instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.reset();
            bytes.readBytes(content);
            BytesMessage copyOfBytes = jms.createBytesMessage();
            copyOfBytes.writeBytes(content);
            return copyOfBytes;
        }
        return jms.createMessage();
    }
}

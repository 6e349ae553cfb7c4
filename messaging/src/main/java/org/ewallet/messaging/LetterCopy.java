package org.ewallet.messaging;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A copy of a letter for another box or another time: body, properties and reply address stay, what this system has to
 * say about it is added under its own names. Making one never fails because of what a sender put into the letter: else
 * that letter could leave its box on no way.
 */
public final class LetterCopy {

    /** How the names begin that only this system gives. */
    public static final String OWN_PREFIX = "ewallet_";
    /** Why the letter is here, as a code for programs. */
    public static final String REASON = "ewallet_reason";
    /** The same for people. */
    public static final String DETAIL = "ewallet_detail";
    /** How often handling the letter has failed. */
    public static final String ATTEMPTS = "ewallet_attempts";
    /** How many of these failures were the death of the server while it handled this letter alone. */
    static final String DEATHS = "ewallet_deaths";
    /** How often it was put behind a letter that waits. */
    static final String WAITS = "ewallet_waits";
    /** When it failed first, RFC 3339. */
    public static final String FIRST_FAILED_AT = "ewallet_firstFailedAt";
    /** When it failed last, RFC 3339. */
    public static final String LAST_FAILED_AT = "ewallet_lastFailedAt";
    /** When the time to live of a letter was over, or will be, that lies in an operator's box, where none expires. */
    public static final String EXPIRES_AT = "ewallet_expiresAt";
    /** The properties that could not be copied, if there are any; {@code body} if the body could not. */
    public static final String LEFT_OUT = "ewallet_leftOut";

    private static final String BODY = "body";

    /** Set by the broker or by sending; a copy gets its own. */
    private static final Set<String> NOT_COPIED = Set.of("JMSXDeliveryCount", "JMSXUserID");

    /** Words of selectors, which JMS forbids as names of properties. */
    private static final Set<String> RESERVED = Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE",
            "IN", "IS", "ESCAPE");

    /** Names that only the broker's client may set begin like this. */
    private static final List<String> PREFIXES_OF_THE_CLIENT = List.of("JMS_ACTIVEMQ", "JMS_AMQ_");

    private final Message copy;
    private final JMSContext jms;
    private final JMSProducer producer;
    private final long expiration;

    LetterCopy(Message original, JMSContext jms, Senders senders) throws JMSException {
        this(original, jms, senders, original.getJMSExpiration(), name -> true);
    }

    private LetterCopy(Message original, JMSContext jms, Senders senders, long expiration, Predicate<String> keeps)
            throws JMSException {
        this.jms = jms;
        this.producer = jms.createProducer();
        this.expiration = expiration;
        List<String> leftOut = new ArrayList<>();
        this.copy = copyOfBody(original, leftOut);
        for (Enumeration<?> names = original.getPropertyNames(); names.hasMoreElements();) {
            String name = (String) names.nextElement();
            String legal = legalName(name);
            boolean taken = !legal.equals(name) && original.propertyExists(legal);
            if (!taken && keeps.test(name) && !NOT_COPIED.contains(name) && !name.startsWith("_AMQ_")
                    && !CloudEvents.isVouching(name)) {
                copy(name, () -> copy.setObjectProperty(legal, original.getObjectProperty(name)), leftOut);
            }
        }
        CloudEvents.vouch(copy, senders.of(original));
        copy("JMSCorrelationID", () -> copy.setJMSCorrelationID(original.getJMSCorrelationID()), leftOut);
        copy("JMSReplyTo", () -> copy.setJMSReplyTo(original.getJMSReplyTo()), leftOut);
        copy("JMSType", () -> copy.setJMSType(original.getJMSType()), leftOut);
        if (!leftOut.isEmpty()) {
            copy.setStringProperty(LEFT_OUT, String.join(" ", leftOut));
        }
    }

    /**
     * A copy as it was before it failed: without anything of this system's, so that its attempts begin anew. It keeps
     * its time to live, also the one it had before it was put aside.
     */
    public static LetterCopy asSent(Message aside, JMSContext jms, Senders senders) throws JMSException {
        return new LetterCopy(aside, jms, senders, expirationOf(aside), name -> !name.startsWith(OWN_PREFIX));
    }

    /** Whether its time to live is over: it may be sent, but has no effect any more. */
    public boolean isExpired() {
        return expiration > 0 && expiration <= System.currentTimeMillis();
    }

    private static long expirationOf(Message aside) throws JMSException {
        if (aside.getJMSExpiration() == 0 && aside.getObjectProperty(EXPIRES_AT) instanceof String text) {
            try {
                return Instant.parse(text).toEpochMilli();
            } catch (DateTimeException | ArithmeticException bySomebodyElse) {
                return 0;
            }
        }
        return aside.getJMSExpiration();
    }

    // Properties come in types of other protocols, which a JMS client reads but does not write.
    private static void copy(String name, Step step, List<String> leftOut) {
        try {
            step.run();
        } catch (JMSException | RuntimeException notOfJms) {
            leftOut.add(name);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws JMSException;
    }

    LetterCopy with(String name, Object value) throws JMSException {
        copy.setObjectProperty(name, value);
        return this;
    }

    /** Puts the letter back where it came from, to be delivered later if its time is not over then. */
    public void sendAgain(Destination destination, Duration delay) {
        producer.setDeliveryDelay(delay.toMillis());
        if (expiration > 0) {
            producer.setTimeToLive(Math.max(1, expiration - System.currentTimeMillis()));
        }
        send(destination);
    }

    /** Puts the letter into a box of the operator's, where it stays however short its time to live was. */
    void putAside(String queue) throws JMSException {
        if (expiration > 0) {
            copy.setStringProperty(EXPIRES_AT, Instant.ofEpochMilli(expiration).toString());
        }
        send(jms.createQueue(queue));
    }

    private void send(Destination destination) {
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
                || RESERVED.contains(name.toUpperCase(Locale.ROOT))
                || PREFIXES_OF_THE_CLIENT.stream().anyMatch(name::startsWith)) {
            legal.insert(0, '_');
        }
        return legal.toString();
    }

    private Message copyOfBody(Message original, List<String> leftOut) throws JMSException {
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
        try {
            if (original instanceof MapMessage map) {
                return copyOfMap(map);
            }
            if (original instanceof StreamMessage stream) {
                return copyOfStream(stream);
            }
        } catch (MessageFormatException ofAnotherProtocol) {
            leftOut.add(BODY);
        }
        if (original instanceof ObjectMessage) {
            // To copy it would be to run code of the sender's choice.
            leftOut.add(BODY);
        }
        return jms.createMessage();
    }

    private MapMessage copyOfMap(MapMessage original) throws JMSException {
        MapMessage map = jms.createMapMessage();
        for (Enumeration<?> names = original.getMapNames(); names.hasMoreElements();) {
            String name = (String) names.nextElement();
            map.setObject(name, original.getObject(name));
        }
        return map;
    }

    private StreamMessage copyOfStream(StreamMessage original) throws JMSException {
        StreamMessage stream = jms.createStreamMessage();
        original.reset();
        try {
            while (true) {
                stream.writeObject(original.readObject());
            }
        } catch (MessageEOFException end) {
            return stream;
        }
    }
}

package org.ewallet.messaging.operations;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ewallet.contract.Codec;
import org.ewallet.messaging.LetterCopy;

/**
 * One letter that was put aside.
 *
 * @param box the queue it was put aside from
 * @param cause as in {@link LetterGroup}
 * @param detail the cause in a sentence; null if the broker itself put the letter aside
 * @param messageId given by JMS; null if the sender's protocol gave none
 * @param letterId the sender's {@code cloudEvents_id}; null if it has none
 * @param type the CloudEvents type; null if it has none
 * @param attempts how often handling it failed; null if that was not counted
 * @param firstFailedAt null if that was not noted
 * @param lastFailedAt null if that was not noted
 * @param putAsideAt when it was put aside (by the broker: when it was sent); null if unknown
 * @param headers everything else that is written on the letter, by name
 * @param bodyFormat how {@code body} is written
 * @param body null if it has none
 */
public record LetterAside(String box, String cause, String detail, String messageId, String letterId, String type,
        Integer attempts, String firstFailedAt, String lastFailedAt, Instant putAsideAt, Map<String, String> headers,
        BodyFormat bodyFormat, String body) {

    private static final int BEGINNING = 500;
    private static final int HEADER_BEGINNING = 100;
    private static final int HEADERS = 20;

    /** How a body is written here. */
    public enum BodyFormat {
        /** As it is; bytes if they are UTF-8. */
        TEXT,
        /** Other bytes. */
        BASE64,
        /** The names and values of a JMS MapMessage. */
        JSON,
        /** There is none, or one of a kind that cannot be shown. */
        NONE
    }

    static LetterAside of(String box, Message message) throws JMSException {
        Body body = Body.of(message);
        return new LetterAside(box, cause(message), text(message, LetterCopy.DETAIL), message.getJMSMessageID(),
                senderId(message), attribute(message, "type"),
                message.getObjectProperty(LetterCopy.ATTEMPTS) instanceof Integer attempts ? attempts : null,
                text(message, LetterCopy.FIRST_FAILED_AT), text(message, LetterCopy.LAST_FAILED_AT),
                putAsideAt(message), headers(message), body.format(), body.text());
    }

    /** How many characters others have written on it. */
    long length() {
        return Stream.concat(Stream.of(cause, detail, letterId, type, firstFailedAt, lastFailedAt, body),
                headers.entrySet().stream().flatMap(header -> Stream.of(header.getKey(), header.getValue())))
                .filter(Objects::nonNull).mapToLong(String::length).sum();
    }

    /** The beginning of all that is long in it, which ends with an ellipsis then, and some of its headers. */
    LetterAside shortened() {
        Map<String, String> some = new TreeMap<>();
        headers.entrySet().stream().limit(HEADERS).forEach(header ->
                some.put(cut(header.getKey(), HEADER_BEGINNING), cut(header.getValue(), HEADER_BEGINNING)));
        return new LetterAside(box, cut(cause, BEGINNING), cut(detail, BEGINNING), messageId, cut(letterId, BEGINNING),
                cut(type, BEGINNING), attempts, cut(firstFailedAt, BEGINNING), cut(lastFailedAt, BEGINNING), putAsideAt,
                some, bodyFormat, cut(body, BEGINNING));
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length - 1) + "\u2026";
    }

    static String cause(Message message) throws JMSException {
        return message.getObjectProperty(LetterCopy.REASON) instanceof String reason
                ? reason : LetterGroup.DELIVERY_ATTEMPTS_EXHAUSTED;
    }

    /** The sender's id, or else that of JMS; null if there is none. */
    static String id(Message message) throws JMSException {
        String id = senderId(message);
        return id == null ? message.getJMSMessageID() : id;
    }

    static Instant putAsideAt(Message message) throws JMSException {
        return message.getJMSTimestamp() == 0 ? null : Instant.ofEpochMilli(message.getJMSTimestamp());
    }

    private static String senderId(Message message) throws JMSException {
        return attribute(message, "id");
    }

    private static String attribute(Message message, String name) throws JMSException {
        String value = text(message, "cloudEvents_" + name);
        return value == null ? text(message, "cloudEvents:" + name) : value;
    }

    private static String text(Message message, String property) throws JMSException {
        Object value = message.getObjectProperty(property);
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value == null ? null : value.toString();
    }

    private static Map<String, String> headers(Message message) throws JMSException {
        Map<String, String> headers = new TreeMap<>();
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements();) {
            String name = (String) names.nextElement();
            headers.put(name, text(message, name));
        }
        // What the fields above say already.
        headers.keySet().removeAll(Set.of(LetterCopy.REASON, LetterCopy.DETAIL, LetterCopy.ATTEMPTS,
                LetterCopy.FIRST_FAILED_AT, LetterCopy.LAST_FAILED_AT));
        put(headers, "JMSCorrelationID", message.getJMSCorrelationID());
        put(headers, "JMSType", message.getJMSType());
        put(headers, "JMSReplyTo", replyTo(message));
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static String replyTo(Message message) throws JMSException {
        Destination destination;
        try {
            destination = message.getJMSReplyTo();
        } catch (RuntimeException notOfJms) {
            return "(no destination)";
        }
        if (destination instanceof Queue queue) {
            return queue.getQueueName();
        }
        return destination instanceof Topic topic ? topic.getTopicName() : null;
    }

    private record Body(BodyFormat format, String text) {

        static Body of(Message message) throws JMSException {
            if (message instanceof TextMessage text) {
                return new Body(text.getText() == null ? BodyFormat.NONE : BodyFormat.TEXT, text.getText());
            }
            if (message instanceof BytesMessage bytes) {
                byte[] content = new byte[(int) bytes.getBodyLength()];
                bytes.reset();
                bytes.readBytes(content);
                return ofBytes(content);
            }
            if (message instanceof MapMessage map) {
                Map<String, Object> content = new TreeMap<>();
                for (Enumeration<?> names = map.getMapNames(); names.hasMoreElements();) {
                    String name = (String) names.nextElement();
                    content.put(name, map.getObject(name));
                }
                return new Body(BodyFormat.JSON, Codec.write(content));
            }
            return new Body(BodyFormat.NONE, null);
        }

        private static Body ofBytes(byte[] content) {
            try {
                return new Body(BodyFormat.TEXT,
                        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
            } catch (CharacterCodingException notText) {
                return new Body(BodyFormat.BASE64, Base64.getEncoder().encodeToString(content));
            }
        }
    }
}

package org.ewallet.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.ewallet.messaging.EventLog.Numbered;

/**
 * An operator's order to put the past of a topic into the queue of a new subscription, and how far that is. It travels
 * as a letter without a body: the operator sends the first, the service that keeps the events one after each portion.
 *
 * @param queue the subscription's queue, made disabled
 * @param queueId the broker's id of this queue, so that one which is made anew under the same name gets nothing
 * @param from the first event is the first that happened then or later; null for the one with the number {@code next}
 * @param next the number of the next event, 1 or more; of no meaning if {@code from} is given
 * @param delivered how many events were put into the queue already
 */
public record Replay(String queue, long queueId, Instant from, long next, long delivered) {

    private static final String QUEUE = "ewallet_queue";
    private static final String QUEUE_ID = "ewallet_queueId";
    private static final String FROM = "ewallet_from";
    private static final String NEXT = "ewallet_next";
    private static final String DELIVERED = "ewallet_delivered";

    public Replay {
        if (queue == null || next < 1 || delivered < 0) {
            throw new IllegalArgumentException("no order to replay events: queue " + queue + ", next " + next
                    + ", delivered " + delivered);
        }
    }

    /**
     * A new order.
     *
     * @param from null for all events there ever were
     */
    public static Replay of(String queue, long queueId, Instant from) {
        return new Replay(queue, queueId, from, 1, 0);
    }

    /** How many events were put into the queue, as the answer to an order that was carried out tells it. */
    public static long delivered(Message answer) throws JMSException {
        return answer.getLongProperty(DELIVERED);
    }

    /** Writes it as a letter, persistent by JMS default. */
    public Message write(JMSContext jms) throws JMSException {
        Message letter = jms.createMessage();
        letter.setStringProperty(QUEUE, queue);
        letter.setLongProperty(QUEUE_ID, queueId);
        if (from != null) {
            letter.setStringProperty(FROM, from.toString());
        }
        letter.setLongProperty(NEXT, next);
        letter.setLongProperty(DELIVERED, delivered);
        return letter;
    }

    /**
     * Reads a letter.
     *
     * @throws IllegalArgumentException if it is no such order
     */
    static Replay read(Message letter) throws JMSException {
        String from = letter.getStringProperty(FROM);
        try {
            return new Replay(letter.getStringProperty(QUEUE), letter.getLongProperty(QUEUE_ID),
                    from == null ? null : Instant.parse(from), letter.getLongProperty(NEXT),
                    letter.getLongProperty(DELIVERED));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("no order to replay events: " + e.getMessage(), e);
        }
    }

    /** The same order from a number on. */
    Replay at(long number) {
        return new Replay(queue, queueId, null, number, delivered);
    }

    /** What is left of it when these events have been put into the queue. */
    Replay after(List<Numbered> events) {
        long last = events.isEmpty() ? next - 1 : events.get(events.size() - 1).sequence();
        return new Replay(queue, queueId, null, last + 1, delivered + events.size());
    }
}

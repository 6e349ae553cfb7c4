package org.ewallet.messaging;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import org.ewallet.contract.Destinations;

/**
 * Where a listener gets its letters and where their consequences go.
 *
 * @param queue the broker's queue: a command queue, or the queue of a durable subscription
 * @param address the address the queue belongs to: the queue itself, or the topic
 * @param topic where this service publishes its events
 * @param source the CloudEvents source of what this service publishes
 * @param kind whether the letters are commands or events
 * @param senders tells who a letter is from
 */
public record LetterBox(String queue, String address, String topic, String source, Kind kind, Senders senders) {

    public enum Kind {
        /** Asks for an action; an unknown type is an error of the sender. */
        COMMANDS,
        /** Tells what happened; an unknown type is of no interest. */
        EVENTS
    }

    public static LetterBox commands(String address, String topic, String source) {
        return new LetterBox(address, address, topic, source, Kind.COMMANDS, Senders.STANDARD);
    }

    public static LetterBox subscription(String queue, String address, String topic, String source) {
        return new LetterBox(queue, address, topic, source, Kind.EVENTS, Senders.STANDARD);
    }

    /** The same box, with other senders to trust. */
    public LetterBox trusting(Senders others) {
        return new LetterBox(queue, address, topic, source, kind, others);
    }

    /** The queue as a consumer names it: subscriptions by their fully qualified name. */
    String consumerName() {
        return consumerName(queue, address);
    }

    /** Where a letter goes that is to come again to this queue, and to no other subscriber. */
    Destination destination(JMSContext jms) {
        return destination(queue, address, jms);
    }

    /**
     * Where a letter goes that is to come again to one queue.
     *
     * @param queue the broker's queue: a command queue, or the queue of a durable subscription
     * @param address the address the queue belongs to: the queue itself, or the topic
     */
    public static Destination destination(String queue, String address, JMSContext jms) {
        // Artemis lets nobody send to a subscription by createQueue: its address is a topic's.
        return queue.equals(address) ? jms.createQueue(queue) : jms.createTopic(consumerName(queue, address));
    }

    private static String consumerName(String queue, String address) {
        return queue.equals(address) ? queue : address + "::" + queue;
    }

    String invalid() {
        return Destinations.invalid(queue);
    }

    String dead() {
        return Destinations.dead(queue);
    }
}

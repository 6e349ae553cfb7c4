package org.ewallet.messaging.operations;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.LetterBox;

/**
 * A queue that a service reads, with a box for its dead and one for its invalid letters; the broker's configuration has
 * the same ones.
 *
 * @param name the broker's queue: a command queue, or the queue of a durable subscription
 * @param address the address the queue belongs to: the queue itself, or the topic
 */
public record Box(String name, String address) {

    /** Every box of this system, in the order in which people are told of them. */
    public static final List<Box> ALL = List.of(
            commands(Destinations.ACCOUNT_COMMANDS),
            commands(Destinations.WALLET_COMMANDS),
            commands(Destinations.NOTIFICATION_COMMANDS),
            new Box("wallet.account-events", Destinations.ACCOUNT_EVENTS),
            new Box("wallet.order-events", Destinations.ORDER_EVENTS),
            new Box("notification.account-events", Destinations.ACCOUNT_EVENTS),
            new Box("notification.wallet-events", Destinations.WALLET_EVENTS));

    private static Box commands(String queue) {
        return new Box(queue, queue);
    }

    public static Optional<Box> find(String name) {
        return ALL.stream().filter(box -> box.name.equals(name)).findFirst();
    }

    /**
     * One box.
     *
     * @throws InvalidMessageException if there is no box of this name
     */
    public static Box named(String name) {
        return find(name).orElseThrow(() -> new InvalidMessageException("box", "box must be one of "
                + ALL.stream().map(Box::name).collect(Collectors.joining(", "))));
    }

    /** Where a letter is sent that is to come to this queue, and to no other subscriber. */
    Destination destination(JMSContext jms) {
        return LetterBox.destination(name, address, jms);
    }
}

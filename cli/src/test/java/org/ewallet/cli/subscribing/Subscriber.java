package org.ewallet.cli.subscribing;

import java.util.List;

/** A system outside that follows {@code wallet.events} durably; one implementation for each protocol. */
interface Subscriber extends AutoCloseable {

    /** The name under which it subscribes, before the protocol adds to it. */
    String NAME = "accounting";
    String TOPIC = "wallet.events";
    long LIMIT_MILLIS = 10_000;

    /** Connects and subscribes; the first time that makes the queue, later it goes on with it. */
    void connect();

    /** The data of the next events, each of them confirmed. */
    List<String> take(int count);

    /** Goes away; the queue stays. */
    @Override
    void close();

    /** Unsubscribes for good and goes away: the queue is gone. */
    void leave();
}

package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.util.EnumMap;
import java.util.Map;
import org.ewallet.contract.Destinations;

/**
 * Moves what the broker notes of the letters of one box (a receipt for each that it accepted, and those that expired
 * while they waited) from its queues into the {@link LetterCounts}.
 */
public final class Accountant {

    private static final int MAX_AT_ONCE = 5_000;

    private final String box;
    private final ConnectionFactory connections;
    private final LetterCounts counts;

    public Accountant(String box, ConnectionFactory connections, LetterCounts counts) {
        this.box = box;
        this.connections = connections;
        this.counts = counts;
    }

    /**
     * Counts up to 5,000 of each, in the caller's transaction.
     *
     * @return whether there may be more
     */
    public boolean count() {
        try (JMSContext jms = connections.createContext()) {
            long accepted = drain(Destinations.accepted(box), jms);
            long expired = drain(Destinations.expired(box), jms);
            Map<Fate, Long> letters = new EnumMap<>(Fate.class);
            if (accepted > 0) {
                letters.put(Fate.ACCEPTED, accepted);
            }
            if (expired > 0) {
                letters.put(Fate.EXPIRED, expired);
            }
            counts.add(box, letters);
            return accepted == MAX_AT_ONCE || expired == MAX_AT_ONCE;
        }
    }

    private static long drain(String queue, JMSContext jms) {
        long taken = 0;
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            while (taken < MAX_AT_ONCE && consumer.receiveNoWait() != null) {
                taken++;
            }
        }
        return taken;
    }
}

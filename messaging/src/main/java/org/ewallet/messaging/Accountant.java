package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.contract.Destinations;

/**
 * Moves what the broker notes of the letters of one box (a receipt for each that it accepted, and those that expired
 * while they waited) from its queues into the {@link LetterCounts}.
 */
public final class Accountant {

    private static final Logger LOG = Logger.getLogger(Accountant.class.getName());

    private static final int MAX_AT_ONCE = 5_000;
    /** The broker gives what lies on its disk in portions, and says after each that there is no more. */
    private static final int PERHAPS_MORE = 100;
    private static final long COUNT_EVERY_SECONDS = 5;

    private final String box;
    private final ConnectionFactory connections;
    private final LetterCounts counts;
    private boolean failed;

    public Accountant(String box, ConnectionFactory connections, LetterCounts counts) {
        this.box = box;
        this.connections = connections;
        this.counts = counts;
    }

    /**
     * Counts every five seconds from now on.
     *
     * @param transaction does a piece of work in one
     * @return to be cancelled in the end
     */
    public ScheduledFuture<?> start(ScheduledExecutorService executor, InTransaction transaction) {
        return executor.scheduleWithFixedDelay(() -> countAll(transaction), COUNT_EVERY_SECONDS, COUNT_EVERY_SECONDS,
                TimeUnit.SECONDS);
    }

    /** A failure is told when it begins, not every time. */
    private void countAll(InTransaction transaction) {
        try {
            boolean more = true;
            while (more) {
                more = transaction.run(this::count);
            }
            failed = false;
        } catch (Exception e) {
            LOG.log(failed ? Level.FINE : Level.WARNING, e, () -> "receipts of " + box
                    + " could not be counted, this is tried again");
            failed = true;
        }
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
            return accepted >= PERHAPS_MORE || expired >= PERHAPS_MORE;
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

    /** A transaction of the container, begun for the work and committed after it, or rolled back if it fails. */
    @FunctionalInterface
    public interface InTransaction {

        boolean run(BooleanSupplier work) throws Exception;
    }
}

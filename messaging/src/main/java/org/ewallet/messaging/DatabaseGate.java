package org.ewallet.messaging;

import java.time.Duration;
import java.util.logging.Logger;

/**
 * The circuit breaker between a box and the database. While the database cannot be written to, letters are not to blame:
 * the listener stops at the first one and leaves the others in the box, until the database is back.
 */
final class DatabaseGate {

    private static final Logger LOG = Logger.getLogger(DatabaseGate.class.getName());

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String box;
    private final Runnable probe;
    private volatile boolean open = true;

    /** @param probe writes to the database, or fails */
    DatabaseGate(String box, Runnable probe) {
        this.box = box;
        this.probe = probe;
    }

    /** Asks the database; called when something failed, to learn whose fault it was. */
    boolean check() {
        boolean works = works();
        if (works != open) {
            LOG.warning(() -> works ? "the database is back, " + box + " goes on"
                    : "the database cannot be written to, " + box + " waits until it can");
            open = works;
        }
        return works;
    }

    /**
     * Lets the caller through at once if nothing is known to be wrong, or else when the database is back.
     *
     * @return false if it is not back within the limit
     */
    boolean pass(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!open && !check()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean works() {
        try {
            probe.run();
            return true;
        } catch (RuntimeException e) {
            LOG.fine(() -> "the database of " + box + " does not answer: " + e.getMessage());
            return false;
        }
    }
}

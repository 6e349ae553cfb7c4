package org.ewallet.web.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tries something that may fail or hang, for callers who come often: one try at a time, in the thread of the caller who
 * finds none under way and no result of the last second; nobody waits long for another's try. A failure goes to the log
 * when it begins, not every time.
 */
final class Probe {

    static final Duration RESULT_COUNTS = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Probe.class.getName());

    private final String name;
    private final Attempt attempt;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Lock trying = new ReentrantLock();
    private boolean tried;
    private boolean succeeded;
    private long endedAt;

    /** What is tried; anything thrown is a failure. */
    @FunctionalInterface
    interface Attempt {

        void run() throws Exception;
    }

    /**
     * @param name of what is tried, for the log
     * @param patience how long to wait for another caller's try
     * @param nanoTime as {@link System#nanoTime()}
     */
    Probe(String name, Attempt attempt, Duration patience, LongSupplier nanoTime) {
        this.name = name;
        this.attempt = attempt;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Whether the latest try succeeded; false while one that another caller began does not end. */
    boolean succeeds() {
        try {
            if (!trying.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (!tried || nanoTime.getAsLong() - endedAt >= RESULT_COUNTS.toNanos()) {
                tryOnce();
            }
            return succeeded;
        } finally {
            trying.unlock();
        }
    }

    private void tryOnce() {
        boolean failedBefore = tried && !succeeded;
        try {
            attempt.run();
            succeeded = true;
        } catch (Exception e) {
            succeeded = false;
            if (!failedBefore) {
                LOG.log(Level.WARNING, e, () -> name + " fails");
            }
        }
        tried = true;
        endedAt = nanoTime.getAsLong();
    }
}

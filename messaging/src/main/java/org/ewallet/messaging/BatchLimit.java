package org.ewallet.messaging;

import java.time.Duration;

/**
 * How many letters the next batch may take: as many as can be handled, at the speed of the last batch, in the time that a
 * batch is to last. So batches are as large as they may where work is quick, and a slow database or a Java that is not
 * warm yet makes them small instead of long.
 */
final class BatchLimit {

    /** Without the commit, which is not seen from here; with it, a batch stays below 200 ms. */
    static final Duration TARGET = Duration.ofMillis(150);

    /** Nothing is known of the speed yet. */
    static final int FIRST = 32;

    private final int most;
    private int next;

    /** @param most letters in any batch, 1 or more */
    BatchLimit(int most) {
        this.most = most;
        this.next = Math.min(FIRST, most);
    }

    synchronized int next() {
        return next;
    }

    /** Learns from a batch. */
    synchronized void took(int letters, Duration time) {
        long fitting = letters * TARGET.toNanos() / Math.max(1, time.toNanos());
        next = (int) Math.max(1, Math.min(most, fitting));
    }
}

package org.ewallet.messaging;

import java.time.Duration;

/**
 * Tells whether it is worth while to look for more letters behind one. To look takes a consumer and some round trips to
 * the broker, which a lone letter would pay for nothing.
 *
 * <p>As long as looking finds letters, it goes on. Once it found none, only a letter that lay in its box for a while is a
 * sign of others. Its age is told by the sender's clock: one that is slow makes the inbox look in vain, and one that is
 * fast delays it by {@value #MOST_YOUNG} letters.
 */
final class Backlog {

    /** One that waited for another's transaction is older; a lone one is handled sooner. */
    static final Duration YOUNG = Duration.ofMillis(10);

    static final int MOST_YOUNG = 20;

    private boolean foundOthers = true;
    private int youngInARow;

    /**
     * Whether there may be others behind a letter.
     *
     * @param age since it was sent; negative if its sender's clock is ahead
     */
    synchronized boolean mayFollow(Duration age) {
        boolean young = age.compareTo(YOUNG) < 0;
        youngInARow = young ? youngInARow + 1 : 0;
        return foundOthers || !young || youngInARow > MOST_YOUNG;
    }

    /** Learns from having looked. */
    synchronized void looked(int found) {
        foundOthers = found > 0;
        youngInARow = 0;
    }
}

package org.ewallet.messaging.operations;

import java.time.Instant;

/**
 * Letters that were put aside from the same box for the same cause.
 *
 * @param box the queue they were put aside from
 * @param cause a reason of an invalid letter, the class of the exception, or {@link #DELIVERY_ATTEMPTS_EXHAUSTED}
 * @param letters how many, 1 or more
 * @param oldest when the first was put aside (by the broker: when it was sent); null if unknown
 * @param newest the same of the last
 */
public record LetterGroup(String box, String cause, long letters, Instant oldest, Instant newest) {

    /** The cause of letters that the broker itself put aside, because no service could even take them. */
    public static final String DELIVERY_ATTEMPTS_EXHAUSTED = "DELIVERY_ATTEMPTS_EXHAUSTED";

    LetterGroup plus(Instant at) {
        return new LetterGroup(box, cause, letters + 1, at != null && (oldest == null || at.isBefore(oldest))
                ? at : oldest, at != null && (newest == null || at.isAfter(newest)) ? at : newest);
    }
}

package org.ewallet.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The rate at which letters were handled, from what their outcomes say.
 *
 * <p>All outcomes of a batch bear the instant at which the batch was begun, and the next one is begun when it is
 * committed. So between the instants of the first and the last batch, exactly the batches before the last were worked
 * at and committed: their letters by that time are the rate. It is the same as all but the first from the first commit
 * to the last, seen one batch earlier. It is told by the service's clock in microseconds; no watch of ours is in it,
 * and no polling.
 */
final class CommitTimes {

    private static final double NANOS = 1e9;

    private CommitTimes() {
    }

    /**
     * Letters per second.
     *
     * @param slices what one session has sent each: in these the order of the letters is known
     * @param completedAt asks for the instant in the outcome of a letter, by its number
     */
    static double rate(List<Letters.Slice> slices, IntFunction<Instant> completedAt) {
        Instant first = slices.stream().map(slice -> completedAt.apply(slice.from()))
                .min(Instant::compareTo).orElseThrow();
        Instant last = slices.stream().map(slice -> completedAt.apply(slice.to() - 1))
                .max(Instant::compareTo).orElseThrow();
        if (!first.isBefore(last)) {
            throw new IllegalArgumentException("all letters were handled in one batch: too few to measure");
        }
        int beforeLast = slices.stream().mapToInt(slice -> countBefore(last, slice, completedAt)).sum();
        return beforeLast / (Duration.between(first, last).toNanos() / NANOS);
    }

    /** How many letters at the beginning of a slice bear an earlier instant; within a slice instants never go back. */
    private static int countBefore(Instant last, Letters.Slice slice, IntFunction<Instant> completedAt) {
        int low = slice.from();
        int high = slice.to();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (completedAt.apply(middle).isBefore(last)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - slice.from();
    }
}

package org.ewallet.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something by asking again and again, never longer than a limit. */
public final class Poll {

    private static final long PAUSE_MILLIS = 100;

    private Poll() {
    }

    /**
     * The first answer.
     *
     * @param what completes the sentence "... did not happen within 30 s"
     * @throws CliException if there is none within the limit
     */
    public static <T> T until(Duration limit, String what, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new CliException(what + " did not happen within " + limit.toSeconds() + " s.");
            }
            pause();
        }
    }

    /** Whether the question was answered with yes within the limit. */
    public static boolean happens(Duration limit, BooleanSupplier question) {
        long end = System.nanoTime() + limit.toNanos();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting.", e);
        }
    }
}

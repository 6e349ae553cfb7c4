package org.ewallet.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a letter that could not be handled comes back. The delays vary by a share, so that letters that failed together
 * do not come back together.
 *
 * @param delays one per retry, in order; after the last the letter is dead
 * @param jitter share of the delay, 0 to 1, by which it may be shorter or longer
 */
public record RetryPolicy(List<Duration> delays, double jitter) {

    /** 10 s, 30 s, 2 min, 5 min, 10 min, 20 min, each +-15 %. */
    public static final RetryPolicy STANDARD = new RetryPolicy(List.of(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20)), 0.15);

    /**
     * The delay before the next try.
     *
     * @param failures how often the letter has failed so far, 1 or more
     * @return empty when the retries are used up
     */
    public Optional<Duration> delayAfter(int failures, RandomGenerator random) {
        if (failures > delays.size()) {
            return Optional.empty();
        }
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(delays.get(failures - 1).toMillis() * factor)));
    }
}

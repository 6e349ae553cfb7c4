package org.ewallet.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** How an operator changes it: {@code ewallet.retries} for all, {@code ewallet.retries.<what>} for one. */
    private static final String SETTING = "ewallet.retries";

    private static final Pattern DELAY = Pattern.compile("([1-9][0-9]{0,5})([smh])");

    /**
     * The operator's policy, or else the standard.
     *
     * @param what is tried again: a box, or what else a service names
     * @param settings looks up a setting by its name
     * @throws IllegalArgumentException if the setting is not a list of delays
     */
    public static RetryPolicy of(String what, Function<String, Optional<String>> settings) {
        return settings.apply(SETTING + "." + what).or(() -> settings.apply(SETTING)).map(RetryPolicy::parse)
                .orElse(STANDARD);
    }

    /** Reads delays such as {@code 10s 30s 2m 1h}, separated by spaces; each varies as in the standard policy. */
    static RetryPolicy parse(String text) {
        List<Duration> delays = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            Matcher delay = DELAY.matcher(word);
            if (!delay.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is no list of delays; write the seconds, minutes or"
                        + " hours before each retry, like 10s 30s 2m 1h");
            }
            delays.add(Duration.parse("PT" + delay.group(1) + delay.group(2).toUpperCase(Locale.ROOT)));
        }
        return new RetryPolicy(delays, STANDARD.jitter);
    }

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

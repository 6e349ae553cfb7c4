package org.ewallet.messaging;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.ewallet.messaging.InvalidLetterException.Cause;

/**
 * What becomes of the letters of a box, as metrics with the tag {@code box}; {@code docs/observability.md} has a table of
 * them. They are updated once per batch, when it was handled and has still to commit: what is rolled back then is counted
 * again, and a new start begins at zero. The exact counts are {@link LetterCounts}.
 */
public final class LetterMetrics {

    public static final String BATCH_LETTERS = "ewallet_batch_letters";
    public static final String BATCH_TIME = "ewallet_batch_time";
    public static final String BATCH_FAILURES = "ewallet_batch_failures";
    public static final String HANDLER_LETTERS = "ewallet_handler_letters";
    public static final String HANDLER_TIME = "ewallet_handler_time";
    public static final String LETTERS = "ewallet_letters";
    public static final String INVALID = "ewallet_invalid_letters";
    public static final String RETRIES = "ewallet_retries";
    public static final String DEAD = "ewallet_dead_letters";

    private static final String TYPE = "type";

    private final MetricRegistry registry;
    private final Tag box;
    private final Histogram batchLetters;
    private final Timer batchTime;
    private final Counter batchFailures;
    private final Counter retries;
    private final Counter dead;
    private final Map<Cause, Counter> invalid = new EnumMap<>(Cause.class);
    private final Map<String, OfType> types = new HashMap<>();

    /** @param queue the broker's queue */
    public LetterMetrics(MetricRegistry registry, String queue) {
        this.registry = registry;
        box = new Tag("box", queue);
        batchLetters = registry.histogram(described(BATCH_LETTERS, "Letters that were handled in one transaction"), box);
        batchTime = registry.timer(timed(BATCH_TIME, "Time from the first letter of a batch to its commit"), box);
        batchFailures = counter(BATCH_FAILURES, "Batches that were rolled back; their letters come again");
        retries = counter(RETRIES, "Letters that failed alone and were put aside for another try");
        dead = counter(DEAD, "Letters whose retries were used up, put into the .dead box");
        for (Cause cause : Cause.values()) {
            invalid.put(cause, counter(INVALID, "Letters that can never be read, put into the .invalid box",
                    new Tag("reason", cause.name())));
        }
    }

    /**
     * Counts a batch that is going to commit.
     *
     * @param letters all of it, 1 or more
     */
    synchronized void handled(int letters, Duration took, Tally tally) {
        batchLetters.update(letters);
        batchTime.update(took);
        tally.byType().forEach((type, fates) -> types.computeIfAbsent(type, OfType::new).handled(fates, took));
        tally.invalid().forEach((cause, number) -> invalid.get(cause).inc(number));
    }

    void rolledBack() {
        batchFailures.inc();
    }

    /** @param comesAgain whether the letter is tried again; if not, it is dead */
    void putAside(boolean comesAgain) {
        (comesAgain ? retries : dead).inc();
    }

    private Counter counter(String name, String description, Tag... tags) {
        Tag[] all = new Tag[tags.length + 1];
        all[0] = box;
        System.arraycopy(tags, 0, all, 1, tags.length);
        return registry.counter(described(name, description), all);
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }

    /** Payara keeps timers in nanoseconds, and exposes them in seconds only if it is told that unit; quantiles never. */
    private static Metadata timed(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).withUnit(MetricUnits.NANOSECONDS).build();
    }

    /** The letters of one type, all of which one handler gets. */
    private final class OfType {

        private final Tag type;
        private final Histogram letters;
        private final Timer time;
        private final Map<Fate, Counter> byOutcome = new EnumMap<>(Fate.class);

        private OfType(String name) {
            type = new Tag(TYPE, name);
            letters = registry.histogram(described(HANDLER_LETTERS, "Letters of a type in one batch"), box, type);
            time = registry.timer(timed(HANDLER_TIME, "Time that batches with letters of a type took"), box, type);
        }

        private void handled(Map<Fate, Long> fates, Duration took) {
            letters.update(fates.values().stream().mapToLong(Long::longValue).sum());
            time.update(took);
            fates.forEach((fate, number) -> byOutcome.computeIfAbsent(fate, this::counterOf).inc(number));
        }

        private Counter counterOf(Fate fate) {
            return counter(LETTERS, "Letters by what became of them", type,
                    new Tag("outcome", fate.name().toLowerCase(Locale.ROOT)));
        }
    }
}

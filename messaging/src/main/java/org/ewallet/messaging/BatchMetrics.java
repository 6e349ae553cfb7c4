package org.ewallet.messaging;

import java.time.Duration;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * The batches of a box as metrics, with the tag {@code box}: {@value #LETTERS}, how many letters each had, and
 * {@value #TIME}, how long each took without its commit. Batches that failed are not in them.
 */
public final class BatchMetrics {

    public static final String LETTERS = "ewallet_batch_letters";
    public static final String TIME = "ewallet_batch_time";

    private final Histogram letters;
    private final Timer time;

    /** @param box the broker's queue */
    public BatchMetrics(MetricRegistry registry, String box) {
        Tag tag = new Tag("box", box);
        letters = registry.histogram(Metadata.builder().withName(LETTERS)
                .withDescription("Letters that were handled in one transaction").build(), tag);
        time = registry.timer(Metadata.builder().withName(TIME).withUnit(MetricUnits.SECONDS)
                .withDescription("Time from the first letter of a batch to its commit").build(), tag);
    }

    void count(int handled, Duration took) {
        letters.update(handled);
        time.update(took);
    }
}

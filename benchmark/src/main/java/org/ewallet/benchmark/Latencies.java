package org.ewallet.benchmark;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, to three digits. May be filled by several threads. */
final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    /** @param nanos negative counts as zero, more than an hour as an hour */
    void add(long nanos) {
        histogram.recordValue(Math.min(LONGEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** In milliseconds: no more than this was taken by so many of a hundred. */
    double percentile(double percent) {
        return histogram.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    /** In milliseconds. */
    double max() {
        return histogram.getMaxValue() / MICROS_PER_MILLI;
    }

    /** Median, 99th percentile and maximum, for a note. */
    String summary() {
        return String.format(java.util.Locale.ROOT, "p50 %.2f ms, p99 %.2f ms, max %.1f ms, n %d",
                percentile(50), percentile(99), max(), count());
    }
}

package org.ewallet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    /** Shows that percentiles and maximum are in milliseconds, to a thousandth of the value. */
    @Test
    void percentiles_are_in_milliseconds() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(latencies.percentile(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.percentile(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.max()).isCloseTo(1_000, within(1.0));
        assertThat(latencies.count()).isEqualTo(1_000);
    }

    /** Shows that what lies outside of the scale counts at its ends. */
    @Test
    void outliers_count() {
        Latencies latencies = new Latencies();
        latencies.add(-1);
        latencies.add(TimeUnit.DAYS.toNanos(1));

        assertThat(latencies.percentile(50)).isZero();
        assertThat(latencies.max()).isCloseTo(TimeUnit.HOURS.toMillis(1), within(5_000.0));
    }
}

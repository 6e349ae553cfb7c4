package org.ewallet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.ewallet.benchmark.Letters.Slice;
import org.junit.jupiter.api.Test;

class CommitTimesTest {

    private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");

    /** Shows that the letters before the last batch count, by the time from the first batch to it. */
    @Test
    void last_batch_is_left_out() {
        // Batches of 10 every 100 ms, the last one of 5 only.
        IntFunction<Instant> instants = index -> START.plusMillis(100L * (index / 10));

        assertThat(CommitTimes.rate(List.of(new Slice(0, 95)), instants)).isCloseTo(90 / 0.9, within(1e-9));
    }

    /** Shows that several sessions' letters, mixed in each batch, count together. */
    @Test
    void slices_count_together() {
        // Two slices of 50 letters; each batch has 5 of both.
        IntFunction<Instant> instants = index -> START.plusMillis(10L * (index % 50 / 5));

        assertThat(CommitTimes.rate(List.of(new Slice(0, 50), new Slice(50, 100)), instants))
                .isCloseTo(90 / 0.09, within(1e-9));
    }

    /** Shows that a run of one batch gives no rate, rather than a wrong one. */
    @Test
    void one_batch_is_too_few() {
        assertThatThrownBy(() -> CommitTimes.rate(List.of(new Slice(0, 50)), index -> START))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("one batch");
    }
}

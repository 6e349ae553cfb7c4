package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitTest {

    private static final int MOST = 500;

    /** Shows that a start with a full box does not begin with the longest transaction of all. */
    @Test
    void firstBatchIsSmallBecauseNothingIsWarm() {
        assertThat(new BatchLimit(MOST).next()).isEqualTo(BatchLimit.FIRST);
        assertThat(new BatchLimit(1).next()).isEqualTo(1);
    }

    /** Shows that a slow batch makes the next one as small as fits into the time, and a quick one as large. */
    @Test
    void nextBatchTakesWhatFitsIntoTheTimeAtTheSpeedOfTheLast() {
        BatchLimit limit = new BatchLimit(MOST);
        limit.took(32, Duration.ofMillis(600));
        assertThat(limit.next()).isEqualTo(8);
        limit.took(8, Duration.ofMillis(10));
        assertThat(limit.next()).isEqualTo(120);
        limit.took(120, Duration.ofMillis(12));
        assertThat(limit.next()).isEqualTo(MOST);
    }

    /** Shows that a letter that takes longer than a batch may is still handled. */
    @Test
    void batchHasAtLeastOneLetter() {
        BatchLimit limit = new BatchLimit(MOST);
        limit.took(1, Duration.ofMillis(5_000));
        assertThat(limit.next()).isEqualTo(1);
    }
}

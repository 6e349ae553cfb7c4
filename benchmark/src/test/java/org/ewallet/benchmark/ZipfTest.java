package org.ewallet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

    private static final int PICKS = 200_000;

    /** Shows that the second place comes half as often as the first, and the tenth a tenth as often. */
    @Test
    void frequencies_fall_with_the_place() {
        int[] counts = counts(1_000);

        assertThat(counts[1] / (double) counts[0]).isCloseTo(1 / 2.0, within(0.05));
        assertThat(counts[9] / (double) counts[0]).isCloseTo(1 / 10.0, within(0.02));
    }

    /** Shows that the first of a thousand gets what the law says: one part of the sum of all 1/n, which is 7.485. */
    @Test
    void the_first_gets_its_share() {
        assertThat(counts(1_000)[0] / (double) PICKS).isCloseTo(1 / 7.485, within(0.005));
    }

    /** Shows that every rank can come, and no other. */
    @Test
    void all_ranks_come() {
        assertThat(counts(5)).hasSize(5).doesNotContain(0);
    }

    private static int[] counts(int ranks) {
        Zipf zipf = new Zipf(ranks);
        SplittableRandom random = new SplittableRandom(7);
        int[] counts = new int[ranks];
        for (int i = 0; i < PICKS; i++) {
            counts[zipf.pick(random)]++;
        }
        return counts;
    }
}

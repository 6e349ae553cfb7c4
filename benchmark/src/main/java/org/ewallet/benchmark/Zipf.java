package org.ewallet.benchmark;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Picks ranks 0, 1, 2 ... of which the one at place n comes 1/n as often as the first: Zipf's law, exponent 1.0. */
final class Zipf {

    private final double[] cumulated;

    /** @param ranks how many there are, 1 or more */
    Zipf(int ranks) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1.0 / (rank + 1);
            cumulated[rank] = sum;
        }
    }

    int pick(SplittableRandom random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        // What lies between two sums belongs to the higher one; a sum itself to the next.
        return found < 0 ? -found - 1 : Math.min(found + 1, cumulated.length - 1);
    }
}

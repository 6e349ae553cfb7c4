package org.ewallet.benchmark;

import java.util.List;

/**
 * A line of the table.
 *
 * @param what was measured
 * @param unit of the figures
 * @param runs the figure of each run
 * @param ratio to what the target says; null if there is none
 * @param target what the figure or the ratio should be; null if nothing was asked of it
 * @param note how it came about, or why it was not measured; may be empty
 */
record Row(String what, String unit, List<Double> runs, Double ratio, Target target, String note) {

    private static final double PERCENT = 100;

    /** A bound. */
    record Target(double bound, boolean isLeast) {

        static Target atLeast(double bound) {
            return new Target(bound, true);
        }

        static Target atMost(double bound) {
            return new Target(bound, false);
        }

        boolean isReachedBy(double value) {
            return isLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return (isLeast ? ">= " : "<= ") + (bound == Math.rint(bound) ? Long.toString((long) bound) : bound);
        }
    }

    static Row figure(String what, String unit, List<Double> runs) {
        return new Row(what, unit, runs, null, null, "");
    }

    static Row notMeasured(String what, String why) {
        return new Row(what, "", List.of(), null, null, "not measured: " + why);
    }

    /** The same with a ratio, of which something is asked. */
    Row against(double other, Target asked) {
        return new Row(what, unit, runs, other, asked, note);
    }

    Row with(String other) {
        return new Row(what, unit, runs, ratio, target, other);
    }

    /** The mean of the runs. */
    double mean() {
        return runs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The largest less the smallest, in percent of the mean; null for a single run. */
    Double spreadPercent() {
        if (runs.size() < 2) {
            return null;
        }
        double largest = runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double smallest = runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return mean() == 0 ? 0 : PERCENT * (largest - smallest) / mean();
    }

    /** Whether the target is reached by the ratio, or by every run if there is no ratio; null if nothing was asked. */
    Boolean isReached() {
        if (target == null || runs.isEmpty()) {
            return null;
        }
        return ratio == null ? runs.stream().allMatch(target::isReachedBy) : target.isReachedBy(ratio);
    }
}

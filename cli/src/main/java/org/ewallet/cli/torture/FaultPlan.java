package org.ewallet.cli.torture;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Which attempt meets which fault: with the same seed the same, in whatever order the attempts come. */
final class FaultPlan {

    private static final int PERCENT = 100;

    private final long seed;
    private final boolean faultless;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    FaultPlan(long seed) {
        this(seed, false);
    }

    private FaultPlan(long seed, boolean faultless) {
        this.seed = seed;
        this.faultless = faultless;
    }

    /** Everything is taken, and told so. */
    static FaultPlan faultless() {
        return new FaultPlan(0, true);
    }

    boolean isFaultless() {
        return faultless;
    }

    /** What happens to the next message to a recipient. */
    Fault next(String recipient) {
        if (faultless) {
            return Fault.NONE;
        }
        if (refusesForGood(recipient)) {
            return Fault.REFUSED_FOR_GOOD;
        }
        double left = chance(recipient + " " + attempts.merge(recipient, 1, Integer::sum));
        for (Fault fault : Fault.values()) {
            if (fault != Fault.REFUSED_FOR_GOOD) {
                left -= fault.percent();
                if (left < 0) {
                    return fault;
                }
            }
        }
        return Fault.NONE;
    }

    /** Whether nothing will ever be taken for this recipient. */
    boolean refusesForGood(String recipient) {
        return !faultless && chance(recipient) < Fault.REFUSED_FOR_GOOD.percent();
    }

    /** 0 to 100. */
    private double chance(String of) {
        return new SplittableRandom(seed * Integer.MAX_VALUE + of.hashCode()).nextDouble() * PERCENT;
    }
}

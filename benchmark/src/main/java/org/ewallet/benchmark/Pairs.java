package org.ewallet.benchmark;

import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Who pays whom: the numbers of two wallets, never the same one. */
@FunctionalInterface
interface Pairs {

    Pair pick(SplittableRandom random);

    /** The numbers of the wallets that pay and receive. */
    record Pair(int source, int target) {
    }

    /** Each as often as any other. */
    static Pairs uniform(int wallets) {
        return distinct(random -> random.nextInt(wallets));
    }

    /** Wallet 0 pays or receives in every transfer. */
    static Pairs hot(int wallets) {
        return random -> {
            int other = 1 + random.nextInt(wallets - 1);
            return random.nextBoolean() ? new Pair(0, other) : new Pair(other, 0);
        };
    }

    /** A few are in very many transfers, most in very few. */
    static Pairs zipf(int wallets) {
        return distinct(new Zipf(wallets)::pick);
    }

    private static Pairs distinct(ToIntFunction<SplittableRandom> one) {
        return random -> {
            int source = one.applyAsInt(random);
            int target = one.applyAsInt(random);
            while (target == source) {
                target = one.applyAsInt(random);
            }
            return new Pair(source, target);
        };
    }
}

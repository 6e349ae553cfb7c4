package org.ewallet.benchmark;

/**
 * How much is done.
 *
 * @param isQuick whether the figures only show that the benchmark works
 * @param rounds in each of which every contestant is measured once
 * @param transfers that are measured
 * @param warmUp transfers before, for a server or program that has just been started
 * @param naiveTransfers that are measured of the naive contestant, whose rate is a small part of the others'
 * @param naiveWarmUp transfers before
 * @param zipfWallets wallets of the Zipf variant
 * @param pgbenchSeconds per run and number of clients
 * @param letters one at a time, whose latency is measured
 * @param loadSeconds how long latency is measured under load
 * @param httpWarmUpSeconds how long queries are sent before, unmeasured, to a server that has not answered any
 * @param httpSeconds how long queries are sent
 * @param queries one at a time, whose latency is measured
 * @param ledgerEntries how large the ledger becomes
 * @param memorySeconds how long the server is kept busy while its memory is watched
 */
record Plan(boolean isQuick, int rounds, int transfers, int warmUp, int naiveTransfers, int naiveWarmUp, int zipfWallets,
        int pgbenchSeconds, int letters, int loadSeconds, int httpWarmUpSeconds, int httpSeconds, int queries,
        int ledgerEntries, int memorySeconds) {

    /** Wallets of all variants but Zipf. */
    static final int WALLETS = 1_000;

    static final int DEFAULT_TRANSFERS = 300_000;
    private static final int WARM_UP = 100_000;
    /** It is so slow that more would take the longest part of the whole; it waits for locks and disks, not for Java. */
    private static final int NAIVE_WARM_UP = 20_000;
    private static final int QUICK_TRANSFERS = 4_000;
    private static final int LEAST_NAIVE = 300;
    private static final int QUICK_NAIVE_WARM_UP = 100;
    private static final int NAIVE_PART = 5;
    private static final int QUICK_NAIVE_PART = 20;

    static Plan full(int transfers) {
        return new Plan(false, 2, transfers, WARM_UP, Math.max(LEAST_NAIVE, transfers / NAIVE_PART), NAIVE_WARM_UP,
                100_000, 20, 2_000, 20, 60, 20, 1_000, 10_000_000, 600);
    }

    /** Three minutes on two cores; nobody is warm, so that the figures say little. */
    static Plan quick(Integer transfers) {
        int count = transfers == null ? QUICK_TRANSFERS : transfers;
        return new Plan(true, 1, count, count / 2, Math.max(LEAST_NAIVE, count / QUICK_NAIVE_PART), QUICK_NAIVE_WARM_UP,
                2_000, 2, 100, 3, 1, 2, 100, 200_000, 5);
    }
}

package org.ewallet.wallet.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as microseconds since 1970-01-01T00:00Z, as the tables keep them. */
public final class Micros {

    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {
    }

    public static long of(Instant instant) {
        return Math.multiplyExact(instant.getEpochSecond(), PER_SECOND) + instant.getNano() / NANOS;
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

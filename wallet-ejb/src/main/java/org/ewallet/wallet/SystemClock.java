package org.ewallet.wallet;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The one place where the wallet service gets its time from; in microseconds, as the tables keep it. */
@Dependent
public class SystemClock {

    @Produces
    @Dependent
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}

package org.ewallet.account.person;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The only place of this module that reads the time: in microseconds, which is what the databases keep. */
@Dependent
class AccountClockProducer {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Produces
    @Dependent
    @AccountClock
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}

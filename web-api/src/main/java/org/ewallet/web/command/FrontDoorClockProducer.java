package org.ewallet.web.command;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The only place of this module that reads the time: in microseconds, like the services. */
@Dependent
class FrontDoorClockProducer {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Produces
    @Dependent
    @FrontDoorClock
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}

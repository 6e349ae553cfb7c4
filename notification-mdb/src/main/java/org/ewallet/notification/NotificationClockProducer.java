package org.ewallet.notification;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The only place of this module that reads the time: in microseconds, which is what the databases keep. */
@Dependent
class NotificationClockProducer {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Produces
    @Dependent
    @NotificationClock
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}

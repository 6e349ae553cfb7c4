package org.ewallet.notification;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.notification.SendResult.Status;

/**
 * A provider with its circuit breaker and its rate limit. Whoever acquires it must then either send one message or
 * release it.
 */
final class Provider implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Provider.class.getName());
    private static final int PERCENT = 100;
    private static final double HALF = 0.5;

    private final String name;
    private final Sender sender;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private Optional<NotificationMetrics> metrics = Optional.empty();

    /**
     * When a provider is left alone. Only refusals of single messages are none of its failures.
     *
     * @param volume how many of its latest answers are looked at, 1 or more; with fewer it is never left alone
     * @param failureRatio share of them, above 0 and up to 1, that must be failures
     * @param delay for how long; then one message finds out whether it works again
     * @param perSecond most messages per second; 0 for no limit
     */
    record Guard(int volume, double failureRatio, Duration delay, int perSecond) {

        static final Guard STANDARD = new Guard(20, 0.5, Duration.ofSeconds(10), 0);
    }

    Provider(String name, Sender sender, Guard guard, Clock clock) {
        this.name = name;
        this.sender = sender;
        this.breaker = CircuitBreaker.of(name, CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowSize(guard.volume())
                .minimumNumberOfCalls(guard.volume())
                .failureRateThreshold((float) (guard.failureRatio() * PERCENT))
                .waitDurationInOpenState(guard.delay())
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordResult(result -> isFailure((SendResult) result))
                .build());
        this.breaker.getEventPublisher().onStateTransition(event -> LOG.log(
                event.getStateTransition().getToState() == CircuitBreaker.State.OPEN ? Level.WARNING : Level.INFO,
                () -> "circuit breaker of provider " + name + ": " + event.getStateTransition()));
        this.limiter = guard.perSecond() == 0 ? null : RateLimiter.of(name, RateLimiterConfig.custom()
                .limitForPeriod(guard.perSecond())
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    }

    String name() {
        return name;
    }

    /** Tells there what it answers. */
    void measuredBy(NotificationMetrics notificationMetrics) {
        metrics = Optional.of(notificationMetrics);
        notificationMetrics.watch(name, () -> switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 1;
            case HALF_OPEN -> HALF;
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
        });
    }

    /** Asks for leave to hand one message over; does not wait. */
    boolean tryAcquire() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        if (limiter != null && !limiter.acquirePermission()) {
            breaker.releasePermission();
            return false;
        }
        return true;
    }

    /** Gives the leave back without having used it. */
    void release() {
        breaker.releasePermission();
    }

    SendResult send(Outgoing message) {
        long begun = System.nanoTime();
        SendResult result;
        try {
            result = sender.send(message);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "unexpected failure while provider " + name + " was handed notification "
                    + message.notificationId());
            result = SendResult.unknown("unexpected failure: " + e);
        } catch (Error e) {
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            throw e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, result);
        SendResult answer = result.by(name);
        metrics.ifPresent(measured -> measured.attempt(name, answer.status(), took));
        return answer;
    }

    @Override
    public void close() {
        sender.close();
    }

    private static boolean isFailure(SendResult result) {
        return result.status() == Status.FAILED || result.status() == Status.UNKNOWN;
    }
}

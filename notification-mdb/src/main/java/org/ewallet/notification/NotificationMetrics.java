package org.ewallet.notification;

import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;

/**
 * What becomes of the notifications of a channel, as metrics with the tag {@code channel}; {@code docs/observability.md}
 * has a table of them. A new start begins at zero.
 */
final class NotificationMetrics {

    static final String FINISHED = "ewallet_notifications";
    static final String ATTEMPTS = "ewallet_notification_attempts";
    static final String ATTEMPT_TIME = "ewallet_notification_attempt_time";
    static final String BREAKER = "ewallet_provider_breaker_open";

    private final MetricRegistry registry;
    private final Tag channel;

    NotificationMetrics(MetricRegistry registry, Channel channel) {
        this.registry = registry;
        this.channel = new Tag("channel", word(channel));
        for (Status status : Status.values()) {
            if (status != Status.PENDING) {
                finished(status, 0);
            }
        }
    }

    void finished(Status status) {
        finished(status, 1);
    }

    private void finished(Status status, int notifications) {
        registry.counter(described(FINISHED, "Notifications by what became of them in the end"), channel,
                new Tag("status", word(status))).inc(notifications);
    }

    /** Shows the state of a provider's breaker: 0 closed, 1 open, 0.5 while it tries one message. */
    void watch(String provider, DoubleSupplier breaker) {
        registry.gauge(described(BREAKER, "1 while a provider is left alone after failures, 0.5 while it is tried, else 0"),
                breaker::getAsDouble, channel, provider(provider));
        for (SendResult.Status result : SendResult.Status.values()) {
            attempts(provider, result, 0);
        }
    }

    void attempt(String provider, SendResult.Status result, Duration took) {
        attempts(provider, result, 1);
        // Payara keeps timers in nanoseconds, and exposes them in seconds only if it is told that unit.
        registry.timer(Metadata.builder().withName(ATTEMPT_TIME).withUnit(MetricUnits.NANOSECONDS)
                .withDescription("Time that handing a message to a provider took").build(), channel, provider(provider))
                .update(took);
    }

    private void attempts(String provider, SendResult.Status result, int attempts) {
        registry.counter(described(ATTEMPTS, "Messages handed to a provider, by what came of it"), channel,
                provider(provider), new Tag("result", word(result))).inc(attempts);
    }

    private static Tag provider(String name) {
        return new Tag("provider", name);
    }

    private static Metadata described(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

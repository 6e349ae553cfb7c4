package org.ewallet.cli.clients;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From when on a subscription is worth a warning: one limit is enough.
 *
 * @param events waiting events
 * @param age of the first of them
 * @param bytes on the broker's disk
 */
public record SubscriptionLimits(long events, Duration age, long bytes) {

    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = KILOBYTE * KILOBYTE;

    /** What is wrong with the subscriptions, a sentence for each that is beyond a limit. */
    public List<String> warnings(List<Subscription> subscriptions) {
        return subscriptions.stream().map(this::warning).flatMap(Optional::stream).toList();
    }

    private Optional<String> warning(Subscription subscription) {
        if (subscription.backlog() < events && subscription.oldest().compareTo(age) < 0
                && subscription.bytes() < bytes) {
            return Optional.empty();
        }
        String reader = subscription.consumers() == 0 ? "nobody reads it" : "its reader lags";
        return Optional.of(subscription.queue() + ": " + reader + ". " + subscription.backlog()
                + " events wait, the oldest for " + age(subscription.oldest()) + ", and take "
                + size(subscription.bytes()) + " of the broker's disk.");
    }

    /** In the largest unit of which there is at least one. */
    public static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }

    /** In kilobytes, rounded up, or megabytes. */
    public static String size(long bytes) {
        return bytes < MEGABYTE
                ? String.format(Locale.ROOT, "%d KB", (bytes + KILOBYTE - 1) / KILOBYTE)
                : String.format(Locale.ROOT, "%d MB", bytes / MEGABYTE);
    }
}

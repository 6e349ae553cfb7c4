package org.ewallet.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.notification.Kind.Guarantee;

/** The rules of a notification's life; they touch nothing. */
final class Lifecycle {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** What to do with a notification that is due. */
    enum Step {
        /** Hand it over. */
        SEND,
        /** Nobody knows yet where to send it. */
        WAIT_FOR_CONTACT,
        /** Its time is over, and it was surely never sent. */
        EXPIRE,
        /** It may have gone out, and must not be tried again. */
        LEAVE_UNKNOWN
    }

    /**
     * The state after an attempt.
     *
     * @param nextAttemptAt null if it is finished
     */
    record Next(Status status, Instant nextAttemptAt) {

        private static Next finished(Status status) {
            return new Next(status, null);
        }
    }

    private Lifecycle() {
    }

    /** What to do with a due notification; an attempt that is still open has been given up. */
    static Step step(Notification due, Instant now, RetryPolicy retries) {
        boolean abandoned = due.attemptOpen();
        boolean mayHaveGoneOut = abandoned || due.maybeSent();
        boolean once = due.kind().guarantee(due.channel()) == Guarantee.AT_MOST_ONCE;
        boolean worn = abandoned && due.attempts() > retries.delays().size();
        if (abandoned && once || mayHaveGoneOut && due.isExpired(now) || worn) {
            return Step.LEAVE_UNKNOWN;
        }
        if (due.isExpired(now)) {
            return Step.EXPIRE;
        }
        return due.recipient() == null ? Step.WAIT_FOR_CONTACT : Step.SEND;
    }

    /** The state of a notification after its latest attempt has come to a result. */
    static Next after(Notification tried, SendResult result, Instant now, RetryPolicy retries, RandomGenerator random) {
        boolean unknown = result.status() == SendResult.Status.UNKNOWN;
        Status ifNeverSent = unknown || tried.maybeSent() ? Status.UNKNOWN : Status.REFUSED;
        return switch (result.status()) {
            case SENT -> Next.finished(Status.SENT);
            case REFUSED -> Next.finished(ifNeverSent);
            case FAILED, UNKNOWN -> {
                boolean once = tried.kind().guarantee(tried.channel()) == Guarantee.AT_MOST_ONCE;
                Optional<Duration> delay = unknown && once ? Optional.empty()
                        : retries.delayAfter(tried.attempts(), random);
                yield delay.map(wait -> pending(now.plus(wait), tried)).orElseGet(() -> Next.finished(ifNeverSent));
            }
        };
    }

    /** When to look again whether the contact has come: when it has waited as long again, from a second on. */
    static Instant nextLookForContact(Notification waiting, Instant now) {
        Duration age = Duration.between(waiting.createdAt(), now);
        Duration wait = age.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT
                : age.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : age;
        return Notification.earlier(now.plus(wait), waiting.expiresAt());
    }

    private static Next pending(Instant at, Notification notification) {
        return new Next(Status.PENDING, Notification.earlier(at, notification.expiresAt()));
    }
}

package org.ewallet.notification;

import java.time.Instant;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.Received;

/**
 * A notification that is not finished yet.
 *
 * @param personId whom it concerns; may be null if there is a recipient
 * @param recipient e-mail address or phone number; null until the person's contact is known
 * @param expiresAt nothing is sent from then on; may be null
 * @param attempts how often it was handed to a provider so far
 * @param attemptOpen whether the last attempt has no result: it is under way, or the service died in it
 * @param maybeSent whether an attempt ended without anybody knowing whether it went out
 */
record Notification(String id, Channel channel, Kind kind, String personId, String recipient, Instant createdAt,
        Instant expiresAt, Cause cause, int attempts, boolean attemptOpen, boolean maybeSent) {

    /** One that was never tried. */
    static Notification caused(Received<?> letter, Channel channel, Kind kind, String personId, String recipient) {
        Instant now = letter.receivedAt();
        Instant expiresAt = earlier(letter.envelope().expiryTime(), kind.timeToLive().map(now::plus).orElse(null));
        return new Notification(Ids.next(), channel, kind, personId, recipient, now, expiresAt, Cause.of(letter), 0,
                false, false);
    }

    Notification to(String address) {
        return new Notification(id, channel, kind, personId, address, createdAt, expiresAt, cause, attempts,
                attemptOpen, maybeSent);
    }

    Notification withAttemptBegun() {
        return new Notification(id, channel, kind, personId, recipient, createdAt, expiresAt, cause, attempts + 1, true,
                maybeSent);
    }

    Notification withAttemptAbandoned() {
        return new Notification(id, channel, kind, personId, recipient, createdAt, expiresAt, cause, attempts,
                false, true);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The earlier of two instants of which each may be null: never. */
    static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}

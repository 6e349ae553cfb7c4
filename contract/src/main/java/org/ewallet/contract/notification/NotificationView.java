package org.ewallet.contract.notification;

import java.time.Instant;

/**
 * What the service remembers of one notification.
 *
 * @param id the service's own
 * @param kind which notification it is, such as WELCOME, or LETTER for one that a command asked for
 * @param to the address or number; null as long as nobody knows where to write to the person
 * @param attempts how often it was handed to a provider
 * @param lastAttemptAt null before the first attempt
 * @param commandId the letter that caused it
 * @param personId may be null
 * @param delivery what the provider told later of the way from there to the person, in the words of SMPP, such as
 *     DELIVERED, EXPIRED or UNDELIVERABLE; of an SMS in parts, DELIVERED when all parts are. Null as long as it has not
 *     told
 */
public record NotificationView(String id, Channel channel, String kind, String to, Status status, int attempts,
        Instant createdAt, Instant lastAttemptAt, String commandId, String personId, String delivery) {

    public enum Channel {
        EMAIL, SMS
    }

    public enum Status {
        PENDING, SENT, REFUSED,
        /** It may or may not have gone out. */
        UNKNOWN,
        /** Its time to live was over before it could be sent. */
        EXPIRED
    }
}

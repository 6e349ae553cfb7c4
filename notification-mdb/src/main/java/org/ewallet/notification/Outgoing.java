package org.ewallet.notification;

import java.time.Instant;

/**
 * What a provider is to deliver. The same notification is always the same message, also when it is handed over again.
 *
 * @param notificationId what makes it recognisable as a copy
 * @param to e-mail address or phone number (E.164)
 * @param subject one line; null where the channel has none
 * @param text plain text
 * @param html the same as HTML; null where there is plain text only
 * @param createdAt when the notification came into being
 * @param expiresAt not to be delivered from then on; may be null
 */
public record Outgoing(String notificationId, String to, String subject, String text, String html,
        Instant createdAt, Instant expiresAt) {
}

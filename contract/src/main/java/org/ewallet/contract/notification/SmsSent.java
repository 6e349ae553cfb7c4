package org.ewallet.contract.notification;

import org.ewallet.contract.Require;

/**
 * The message centre has taken the SMS.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as LETTER
 * @param personId may be null
 */
public record SmsSent(String notificationId, String kind, String to, String personId) implements NotificationEvent {

    public SmsSent {
        Require.id("notificationId", notificationId);
        Require.text("kind", kind);
        Require.phone("to", to);
        Require.optionalId("personId", personId);
    }
}

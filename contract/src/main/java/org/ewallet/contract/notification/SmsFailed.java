package org.ewallet.contract.notification;

/**
 * The SMS was refused for good, or its time was over.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as LETTER
 * @param personId may be null
 * @param reason a sentence for people
 */
public record SmsFailed(String notificationId, String kind, String to, String personId, String reason)
        implements NotificationEvent {
}

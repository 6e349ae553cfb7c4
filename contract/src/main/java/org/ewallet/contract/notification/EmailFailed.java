package org.ewallet.contract.notification;

/**
 * The e-mail was refused for good, or its time was over.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as WELCOME
 * @param personId may be null
 * @param reason a sentence for people
 */
public record EmailFailed(String notificationId, String kind, String to, String personId, String reason)
        implements NotificationEvent {
}

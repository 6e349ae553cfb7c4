package org.ewallet.contract.notification;

/**
 * The mail server has taken the e-mail.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as WELCOME
 * @param personId may be null
 */
public record EmailSent(String notificationId, String kind, String to, String personId) implements NotificationEvent {
}

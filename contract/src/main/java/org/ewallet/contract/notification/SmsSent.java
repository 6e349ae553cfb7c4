package org.ewallet.contract.notification;

/**
 * The message centre has taken the SMS.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as LETTER
 * @param personId may be null
 */
public record SmsSent(String notificationId, String kind, String to, String personId) implements NotificationEvent {
}

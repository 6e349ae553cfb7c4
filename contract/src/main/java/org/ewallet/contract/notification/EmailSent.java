package org.ewallet.contract.notification;

import org.ewallet.contract.Require;

/**
 * The mail server has taken the e-mail.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as WELCOME
 * @param personId may be null
 */
public record EmailSent(String notificationId, String kind, String to, String personId) implements NotificationEvent {

    public EmailSent {
        Require.id("notificationId", notificationId);
        Require.text("kind", kind);
        Require.email("to", to);
        Require.optionalId("personId", personId);
    }
}

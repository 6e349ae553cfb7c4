package org.ewallet.contract.notification;

import org.ewallet.contract.Require;

/**
 * The e-mail was refused for good, or its time was over.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as WELCOME
 * @param to may be null: nobody knew of the person where to write to
 * @param personId may be null
 * @param reason a sentence for people
 */
public record EmailFailed(String notificationId, String kind, String to, String personId, String reason)
        implements NotificationEvent {

    public EmailFailed {
        Require.id("notificationId", notificationId);
        Require.text("kind", kind);
        Require.optionalEmail("to", to);
        Require.optionalId("personId", personId);
        Require.present("reason", reason);
    }
}

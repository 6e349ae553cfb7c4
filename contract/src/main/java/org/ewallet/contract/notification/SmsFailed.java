package org.ewallet.contract.notification;

import org.ewallet.contract.Require;

/**
 * The SMS was refused for good, or its time was over.
 *
 * @param notificationId as in the notification queries
 * @param kind which notification it was, such as LETTER
 * @param to may be null: nobody knew of the person where to write to
 * @param personId may be null
 * @param reason a sentence for people
 */
public record SmsFailed(String notificationId, String kind, String to, String personId, String reason)
        implements NotificationEvent {

    public SmsFailed {
        Require.id("notificationId", notificationId);
        Require.text("kind", kind);
        Require.optionalPhone("to", to);
        Require.optionalId("personId", personId);
        Require.present("reason", reason);
    }
}

package org.ewallet.contract.notification;

import org.ewallet.contract.Require;

/**
 * Sends an e-mail. Completed means accepted for delivery; what became of it is told by {@link EmailSent},
 * {@link EmailFailed} and the notification queries. A repeat sends nothing.
 *
 * @param to e-mail address
 * @param subject one line
 * @param body plain text
 * @param personId whom it concerns; optional
 */
public record SendEmail(String to, String subject, String body, String personId) implements NotificationCommand {

    public SendEmail {
        Require.email("to", to);
        Require.text("subject", subject);
        Require.body("body", body);
        Require.optionalId("personId", personId);
    }
}

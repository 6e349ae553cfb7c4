package org.ewallet.contract.notification;

import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.Require;

/**
 * Sends an SMS. Completed means accepted for delivery; what became of it is told by {@link SmsSent}, {@link SmsFailed}
 * and the notification queries. A repeat sends nothing.
 *
 * @param to E.164
 * @param text 1 to 1,000 characters
 * @param personId whom it concerns; optional
 */
public record SendSms(String to, String text, String personId) implements NotificationCommand {

    private static final int MAX_LENGTH = 1_000;

    public SendSms {
        Require.phone("to", to);
        Require.body("text", text);
        if (text.length() > MAX_LENGTH) {
            throw new InvalidMessageException("text", "text must have at most " + MAX_LENGTH + " characters");
        }
        Require.optionalId("personId", personId);
    }
}

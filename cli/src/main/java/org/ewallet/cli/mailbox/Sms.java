package org.ewallet.cli.mailbox;

/**
 * A short message, put together if it came in parts.
 *
 * @param to the number, E.164
 * @param text what it says
 * @param receivedAt when its last part came, RFC 3339
 */
public record Sms(String to, String text, String receivedAt) {
}

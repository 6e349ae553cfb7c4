package org.ewallet.cli.mailbox;

/**
 * A mail as one recipient got it.
 *
 * @param to the recipient's address
 * @param subject its subject
 * @param text its plain text, empty if it has none
 * @param html its HTML, empty if it has none
 * @param receivedAt when it came, RFC 3339
 */
record Mail(String to, String subject, String text, String html, String receivedAt) {
}

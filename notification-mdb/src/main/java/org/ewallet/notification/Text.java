package org.ewallet.notification;

/**
 * What a notification says.
 *
 * @param subject null where the channel has none
 * @param body plain text
 * @param html the same as HTML; null where there is plain text only
 */
record Text(String subject, String body, String html) {
}

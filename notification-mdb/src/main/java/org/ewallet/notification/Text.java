package org.ewallet.notification;

/**
 * What a notification says.
 *
 * @param subject null where the channel has none
 */
record Text(String subject, String body) {
}

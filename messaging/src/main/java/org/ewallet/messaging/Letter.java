package org.ewallet.messaging;

import org.ewallet.contract.Envelope;

/**
 * A letter as it travels.
 *
 * @param envelope the CloudEvents attributes
 * @param data the JSON text of the message
 */
public record Letter(Envelope envelope, String data) {
}

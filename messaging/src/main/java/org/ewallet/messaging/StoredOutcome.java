package org.ewallet.messaging;

import java.time.Instant;
import org.ewallet.contract.Outcome.Status;

/**
 * The memory of one handled letter.
 *
 * @param key the idempotency key
 * @param type short name of the message
 * @param fingerprint of the message, see {@link Fingerprint}
 * @param status done or refused
 * @param outcome the outcome as JSON, answered byte for byte to every repeat
 * @param handledAt when the letter was handled
 */
record StoredOutcome(String key, String type, byte[] fingerprint, Status status, String outcome, Instant handledAt) {
}

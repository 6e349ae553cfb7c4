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
 * @param personId who sent it; null if that was a trusted system
 */
record StoredOutcome(String key, String type, byte[] fingerprint, Status status, String outcome, Instant handledAt,
        String personId) {
}

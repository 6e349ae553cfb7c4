package org.ewallet.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.ewallet.contract.Message;
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

    /**
     * In what a letter differs from the one that this is the memory of; none if it is a repeat. Nothing is told of what
     * somebody else wrote.
     *
     * @param sentBy the person whose letter it is; null if a trusted system sent it
     */
    List<String> differences(Message message, String sentBy) {
        return Objects.equals(personId, sentBy) ? Fingerprint.differences(fingerprint, message) : List.of("sender");
    }
}

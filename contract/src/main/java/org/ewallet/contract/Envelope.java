package org.ewallet.contract;

import java.time.Instant;

/**
 * The CloudEvents attributes of a letter.
 *
 * @param id chosen by the sender; the idempotency key, for ever
 * @param type {@code org.ewallet.<Name>}
 * @param source who sent it
 * @param time when it was written; null if the sender did not say
 * @param subject what it is about; may be null
 * @param correlationId the id of the command that began the story; the letter's own id if it begins one
 * @param causationId the id of the letter that caused this one; may be null
 * @param traceparent W3C trace context; may be null
 * @param expiryTime after this the letter must have no effect; may be null
 */
public record Envelope(String id, String type, String source, Instant time, String subject, String correlationId,
        String causationId, String traceparent, Instant expiryTime) {

    public Envelope {
        Require.id("id", id);
        Require.present("type", type);
        Require.present("source", source);
        if (correlationId == null) {
            correlationId = id;
        }
    }
}

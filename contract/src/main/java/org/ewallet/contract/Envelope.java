package org.ewallet.contract;

import java.time.Instant;

/**
 * The CloudEvents attributes of a letter. Each text is a line of 1-200 characters: it is stored, and published again.
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
        Require.text("type", type);
        Require.text("source", source);
        Require.optionalText("subject", subject);
        Require.optionalText("correlationid", correlationId);
        Require.optionalText("causationid", causationId);
        Require.optionalText("traceparent", traceparent);
        if (correlationId == null) {
            correlationId = id;
        }
    }

    /** The same as part of another trace. */
    public Envelope withTraceparent(String other) {
        return new Envelope(id, type, source, time, subject, correlationId, causationId, other, expiryTime);
    }
}

package org.ewallet.messaging;

import java.time.Instant;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Message;

/**
 * A readable letter and all that the rules may want to know of it.
 *
 * @param key the idempotency key in this service: a command's id, {@code event:<id>} or {@code order:<orderId>}
 * @param envelope the CloudEvents attributes
 * @param sender who it is from
 * @param receivedAt when this service took it from its box
 * @param message the data
 */
public record Received<M extends Message>(String key, Envelope envelope, Sender sender, Instant receivedAt, M message) {

    /** When its sender says that it was written; when it was received, if the sender does not say. */
    public Instant happenedAt() {
        return envelope.time() == null ? receivedAt : envelope.time();
    }

    /** The same, its consequences being part of another trace. */
    Received<M> tracedBy(String traceparent) {
        return new Received<>(key, envelope.withTraceparent(traceparent), sender, receivedAt, message);
    }
}

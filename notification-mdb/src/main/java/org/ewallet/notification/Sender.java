package org.ewallet.notification;

/** Hands messages to a provider. Called by several threads at once, outside of any transaction. */
public interface Sender extends AutoCloseable {

    /**
     * Hands a message over, once, and waits for the answer, with timeouts that sum up to less than the time after which
     * the dispatcher gives the attempt up.
     *
     * @return what is known then; {@link SendResult.Status#FAILED} only if it was surely not sent
     */
    SendResult send(Outgoing message);

    /** Says goodbye to the provider; nothing is sent any more. */
    @Override
    default void close() {
    }
}

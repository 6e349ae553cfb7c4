package org.ewallet.notification;

/** Keeps what a provider tells of the delivery of the messages that it took. */
@FunctionalInterface
public interface ReceiptListener {

    /**
     * Keeps a receipt; it is stored when this returns. A later one for the same message replaces it.
     *
     * @param messageId the provider's own
     * @param state the final state in the words of SMPP, such as {@code DELIVERED} or {@code UNDELIVERABLE}
     * @throws RuntimeException if it could not be stored; the provider must tell it again
     */
    void received(String messageId, String state);
}

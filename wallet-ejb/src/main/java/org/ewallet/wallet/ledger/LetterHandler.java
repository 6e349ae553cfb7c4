package org.ewallet.wallet.ledger;

import org.ewallet.contract.Message;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

/**
 * Handles the letters of one type. Implementations are CDI beans in their feature's folder and are found by type.
 *
 * @param <M> the message
 */
public interface LetterHandler<M extends Message> {

    Class<M> type();

    /** Names what {@link #handle} will look at, so that it is loaded and locked for the whole batch at once. */
    void prepare(M message, Needs needs);

    /**
     * Whether a person may ask for this, by what the working set says. What no handler allows is for trusted systems only.
     *
     * @param personId the sender; a wallet that does not exist is not theirs
     */
    default boolean isFor(String personId, M message, WorkingSet set) {
        return false;
    }

    /** Applies the letter to the working set, or refuses it and leaves the working set untouched. */
    Decision handle(Received<M> letter, WorkingSet set);
}

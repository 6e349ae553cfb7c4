package org.ewallet.account.person;

import org.ewallet.contract.account.AccountCommand;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

/**
 * Handles the letters of one type: asks the rules and changes the person accordingly. Found by CDI, so that a new
 * command needs nothing but its record and a class of this kind.
 */
interface CommandHandler<C extends AccountCommand> {

    Class<C> commandType();

    /** Whether a person may ask for this. What no handler allows is for trusted systems only. */
    default boolean isFor(String personId, C command) {
        return false;
    }

    /**
     * Decides one letter of a batch.
     *
     * @param persons those that the batch is about, as the letters before have left them
     */
    Decision handle(Received<C> letter, Persons persons);
}

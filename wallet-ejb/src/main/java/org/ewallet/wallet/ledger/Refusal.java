package org.ewallet.wallet.ledger;

import org.ewallet.contract.Command;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

/**
 * Why a rule refuses a letter.
 *
 * @param reason the first reason that applies
 * @param detail a sentence for people
 */
public record Refusal(Reason reason, String detail) {

    /** The decision on a refused command. */
    public Decision of(Received<? extends Command> letter) {
        return new Decision(Outcome.rejected(letter.key(), letter.message().getClass(), letter.receivedAt(), reason,
                detail));
    }
}

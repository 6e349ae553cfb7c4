package org.ewallet.messaging.operations;

import java.time.Instant;

/**
 * The record of what an operator did with one letter.
 *
 * @param at when
 * @param by the login of the operator
 * @param act what
 * @param aside whether the letter was dead or invalid
 * @param box the queue the letter was put aside from
 * @param letterId the sender's id of the letter, or else that of JMS; null if it had none
 * @param cause why the letter was put aside
 * @param reason why the operator did it, in his words; null if he gave none
 */
public record Act(Instant at, String by, Kind act, Aside aside, String box, String letterId, String cause,
        String reason) {

    public enum Kind {
        /** Put back into its box, with its id. */
        REPLAY,
        /** Taken away for good. */
        DISCARD
    }
}

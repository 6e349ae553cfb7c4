package org.ewallet.contract;

/**
 * How many letters of a box came to which end, since the service was first started.
 *
 * @param box the queue
 * @param accepted that the broker took from their senders, as far as the service has counted its receipts
 * @param completed handled with an effect
 * @param rejected refused by a rule
 * @param repeated handled before: the same id with the same content
 * @param ignored events of a type that the service has no use for
 * @param expired whose time was over before they were handled
 */
public record LetterCount(String box, long accepted, long completed, long rejected, long repeated, long ignored,
        long expired) {

    /** The letters that came to an end. */
    public long ended() {
        return completed + rejected + repeated + ignored + expired;
    }
}

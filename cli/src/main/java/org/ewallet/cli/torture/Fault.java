package org.ewallet.cli.torture;

/** What a provider does with a message that it is handed. */
enum Fault {
    /** Refuses it, and always will: told by the recipient, not by chance. */
    REFUSED_FOR_GOOD(3, false),
    /** Takes it, and the connection breaks before it has said so. */
    REPLY_DROPPED(5, true),
    /** The connection breaks before it has taken it. */
    LOST(1, false),
    /** Takes it, and says so when nobody waits for it any more. */
    TOO_LATE(1, true),
    /** Does not take it now. */
    TEMPORARY(5, false),
    /** Takes it and says so. */
    NONE(85, true);

    private final int percent;
    private final boolean takes;

    Fault(int percent, boolean takes) {
        this.percent = percent;
        this.takes = takes;
    }

    /** How many of a hundred messages it meets. */
    int percent() {
        return percent;
    }

    /** Whether the message gets to its recipient. */
    boolean takes() {
        return takes;
    }
}

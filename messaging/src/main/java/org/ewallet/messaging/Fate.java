package org.ewallet.messaging;

/** What can be counted of a letter; {@link #ACCEPTED} at its beginning, the others at its end. */
public enum Fate {
    /** The broker took it from its sender. */
    ACCEPTED,
    /** Handled, with an effect. */
    COMPLETED,
    /** Refused by a rule. */
    REJECTED,
    /** Handled before: the same id with the same content. */
    REPEATED,
    /** An event of a type that the service has no use for. */
    IGNORED,
    /** Came to an end before it was handled. */
    EXPIRED
}

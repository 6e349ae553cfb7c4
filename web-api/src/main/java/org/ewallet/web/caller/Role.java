package org.ewallet.web.caller;

import java.util.Locale;

/** What a token's claim {@code groups} may hold. A caller with none of them is a person. */
public enum Role {
    /** Looks after the boxes: their depth, dead and invalid letters, subscriptions. */
    OPERATOR,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** A system outside that sends commands in anybody's name. */
    SENDER;

    /** As the claim spells it. */
    public String group() {
        return name().toLowerCase(Locale.ROOT);
    }
}

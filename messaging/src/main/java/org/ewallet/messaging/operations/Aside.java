package org.ewallet.messaging.operations;

import org.ewallet.contract.Destinations;

/** Why letters were put aside. */
public enum Aside {

    /** The retries are used up. */
    DEAD,
    /** Can never be read. */
    INVALID;

    /** Where such letters of a box lie. */
    public String queue(String box) {
        return this == DEAD ? Destinations.dead(box) : Destinations.invalid(box);
    }
}

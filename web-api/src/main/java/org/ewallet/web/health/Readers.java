package org.ewallet.web.health;

import java.util.Optional;

/** Tells who reads boxes at the broker. */
@FunctionalInterface
public interface Readers {

    /** How many read a box; empty if the broker does not tell. */
    Optional<Long> of(String box);
}

package org.ewallet.contract;

import java.util.Optional;

/** Reads what a service remembers of the commands it handled. */
public interface OutcomeQueries {

    /**
     * The stored outcome as the JSON text that was first answered, byte for byte.
     *
     * @return empty if this service has not handled such a letter
     */
    Optional<String> outcomeOf(String commandId);
}

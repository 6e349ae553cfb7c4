package org.ewallet.contract;

import java.util.List;
import java.util.Optional;

/** Reads what a service remembers of the commands it handled. */
public interface OutcomeQueries {

    /**
     * The stored outcome.
     *
     * @return empty if this service has not handled such a letter
     */
    Optional<KnownOutcome> outcomeOf(String commandId);

    /**
     * In which fields a command differs from the one of this id that this service has handled, by their JSON names; {@code type}
     * if that differs. None if it says the same, or if this service has handled none or is in another process.
     */
    default List<String> differences(String commandId, Command command) {
        return List.of();
    }
}

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
     * if that differs, {@code sender} if somebody else sent it. None if it is a repeat, or if this service has handled none or
     * is in another process.
     *
     * @param sentBy the person who sends it; null if a trusted system does
     */
    default List<String> differences(String commandId, Command command, String sentBy) {
        return List.of();
    }
}

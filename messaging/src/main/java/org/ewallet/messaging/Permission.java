package org.ewallet.messaging;

import java.util.Optional;
import java.util.function.Predicate;
import org.ewallet.contract.Command;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;

/** Whether a command is its sender's to give: a trusted system's always, a person's by the rules of the service. */
public final class Permission {

    private Permission() {
    }

    /**
     * The decision on a command that its sender may not give.
     *
     * @param mayAsk whether the person with an id may ask for what the letter says; asked of persons only
     * @return empty if the letter is to be handled. An event always is: it asks for nothing, and the broker decides who may
     *     publish it
     */
    public static Optional<Decision> refusalOf(Received<?> letter, Predicate<String> mayAsk) {
        if (!(letter.message() instanceof Command command) || !letter.sender().isPerson()
                || mayAsk.test(letter.sender().personId())) {
            return Optional.empty();
        }
        return Optional.of(new Decision(Outcome.rejected(letter.key(), command.getClass(), letter.receivedAt(),
                Reason.NOT_ALLOWED, "this is not for " + letter.sender() + " to ask for")));
    }
}

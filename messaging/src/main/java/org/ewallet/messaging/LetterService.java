package org.ewallet.messaging;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ewallet.contract.Message;

/** What a service does with the letters of one of its boxes. */
public interface LetterService {

    /** The record of a message type; empty if this box has no use for such letters. */
    Optional<Class<? extends Message>> find(String type);

    /**
     * Handles letters in their order, in the caller's transaction. All are new: repeats were sorted out before.
     *
     * @return one decision per letter, in the same order
     */
    List<Decision> handle(List<Received<?>> letters);

    /**
     * As {@link #handle(List)}, but tells the decisions as soon as they are made. A service that writes much tells them
     * before: then the broker takes the events while the database is at work.
     */
    default void handle(List<Received<?>> letters, Consumer<List<Decision>> decided) {
        decided.accept(handle(letters));
    }

    /**
     * What a letter touches, each by a name of this service's choice: while a letter waits for another try, later ones
     * that touch the same wait behind it. Asked only when something waits.
     *
     * @return empty if the order of such letters is of no interest
     */
    Set<String> subjects(Received<?> letter);
}

package org.ewallet.contract;

import java.time.Instant;
import java.util.Map;

/**
 * The final answer to a command. It is stored in the transaction of its effect; the same letter again gets this very
 * answer, for ever.
 *
 * @param commandId the id of the letter
 * @param type short name of the command
 * @param status done or refused
 * @param reason why it was refused; null when completed
 * @param detail a sentence for people
 * @param completedAt when the command was handled, by the service's clock
 * @param result what a completed command made, by name; empty when rejected
 */
public record Outcome(String commandId, String type, Status status, Reason reason, String detail, Instant completedAt,
        Map<String, Object> result) {

    public enum Status {
        COMPLETED, REJECTED
    }

    public static Outcome completed(String commandId, Class<? extends Command> type, Instant at, String detail,
            Map<String, Object> result) {
        return new Outcome(commandId, type.getSimpleName(), Status.COMPLETED, null, detail, at, result);
    }

    public static Outcome rejected(String commandId, Class<? extends Command> type, Instant at, Reason reason,
            String detail) {
        return new Outcome(commandId, type.getSimpleName(), Status.REJECTED, reason, detail, at, Map.of());
    }
}

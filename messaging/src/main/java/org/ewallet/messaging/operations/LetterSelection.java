package org.ewallet.messaging.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.LetterCopy;

/**
 * Which letters are meant. What is null selects nothing out.
 *
 * @param aside dead or invalid letters
 * @param box the queue they were put aside from
 * @param cause as {@link LetterGroup} tells it
 * @param id the sender's id ({@code cloudEvents_id}) or the id that JMS gave it ({@code JMSMessageID}); letters of
 *     senders that gave none, put aside by the broker itself, have neither
 */
public record LetterSelection(Aside aside, String box, String cause, String id) {

    /**
     * @throws InvalidMessageException if there is no such box
     */
    public LetterSelection {
        if (box != null) {
            Box.named(box);
        }
    }

    /** All letters. */
    public static LetterSelection all(Aside aside) {
        return new LetterSelection(aside, null, null, null);
    }

    List<Box> boxes() {
        return box == null ? Box.ALL : List.of(Box.named(box));
    }

    /** For JMS; null if every letter is meant. */
    String selector() {
        return condition("JMSMessageID");
    }

    /** The same for the broker's own management, which has another name for the id of JMS. */
    String filter() {
        return condition("AMQUserID");
    }

    private String condition(String messageId) {
        List<String> conditions = new ArrayList<>();
        if (cause != null) {
            conditions.add(cause.equals(LetterGroup.DELIVERY_ATTEMPTS_EXHAUSTED)
                    ? LetterCopy.REASON + " IS NULL" : LetterCopy.REASON + " = " + literal(cause));
        }
        if (id != null) {
            conditions.add("(cloudEvents_id = " + literal(id) + " OR " + messageId + " = " + literal(id) + ")");
        }
        return conditions.isEmpty() ? null : String.join(" AND ", conditions);
    }

    String selectorOfThoseWithoutId() {
        return (selector() == null ? "" : selector() + " AND ") + "JMSMessageID IS NULL";
    }

    static String selector(List<String> messageIds) {
        return messageIds.stream().map(LetterSelection::literal)
                .collect(Collectors.joining(", ", "JMSMessageID IN (", ")"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

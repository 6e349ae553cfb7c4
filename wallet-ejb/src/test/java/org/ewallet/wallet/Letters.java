package org.ewallet.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.ewallet.contract.Command;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.WorkingSet;

/** Letters as the inbox hands them over, and what the decisions on them have in common. */
public final class Letters {

    public static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");

    private Letters() {
    }

    public static <M extends Message> Received<M> letter(String id, M message) {
        return letter(id, message, NOW);
    }

    public static <M extends Message> Received<M> letter(String id, M message, Instant receivedAt) {
        Envelope envelope = new Envelope(id, MessageTypes.typeOf(message.getClass()), "test", receivedAt, null, null,
                null, null, null);
        return new Received<>(key(id, message), envelope, Sender.SYSTEM, receivedAt, message);
    }

    private static String key(String id, Message message) {
        if (message instanceof Command) {
            return id;
        }
        return message instanceof OrderPlaced order ? "order:" + order.orderId() : "event:" + id;
    }

    /** A handler completes a letter with this detail and result; what it did and told is for the caller to look at. */
    public static <M extends Message> Decision complete(LetterHandler<M> handler, Received<M> letter, WorkingSet set,
            String detail, Map<String, Object> result) {
        Decision decision = handler.handle(letter, set);
        assertThat(decision.outcome()).isEqualTo(new Outcome(letter.key(), handler.type().getSimpleName(),
                Outcome.Status.COMPLETED, null, detail, letter.receivedAt(), result));
        return decision;
    }

    /** A handler refuses a command, tells subscribers nothing of its own and leaves the working set untouched. */
    public static <M extends Command> void assertRefused(LetterHandler<M> handler, M command,
            Supplier<WorkingSet> given, Reason reason) {
        WorkingSet set = given.get();

        Decision decision = handler.handle(letter("refused", command), set);

        Outcome outcome = decision.outcome();
        assertThat(outcome).isEqualTo(new Outcome("refused", handler.type().getSimpleName(), Outcome.Status.REJECTED,
                reason, outcome.detail(), NOW, Map.of()));
        assertThat(outcome.detail()).isNotBlank();
        assertThat(decision.events()).isEmpty();
        assertUntouched(set, given);
    }

    public static void assertUntouched(WorkingSet set, Supplier<WorkingSet> given) {
        assertThat(set).usingRecursiveComparison().isEqualTo(given.get());
    }
}

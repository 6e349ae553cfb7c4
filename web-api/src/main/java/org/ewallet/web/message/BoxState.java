package org.ewallet.web.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.contract.Destinations;

/**
 * One box as it stands: of commands, or of a durable subscription.
 *
 * @param name the queue
 * @param topic whose events come into it; null if it is a command box
 * @param letters in it, delayed ones included
 * @param delayed of these, to be delivered later
 * @param oldestMillis age of the letter that is next; null if none waits or it has no time
 * @param consumers how many read it now
 * @param paused whether an operator has stopped it at the broker
 * @param added how many letters came in since the broker started
 * @param taken how many left since then, for whatever reason
 * @param dead in {@code <name>.dead}; null if there is no such box, because the subscriber is an outsider
 * @param invalid in {@code <name>.invalid}; null for the same reason
 */
public record BoxState(String name, String topic, long letters, long delayed, Long oldestMillis, long consumers,
        boolean paused, long added, long taken, Long dead, Long invalid) {

    private static final List<String> COMMANDS = List.of(Destinations.ACCOUNT_COMMANDS, Destinations.WALLET_COMMANDS,
            Destinations.NOTIFICATION_COMMANDS);
    private static final Set<String> TOPICS = Set.of(Destinations.ACCOUNT_EVENTS, Destinations.WALLET_EVENTS,
            Destinations.ORDER_EVENTS, Destinations.NOTIFICATION_EVENTS);

    /**
     * Finds the boxes among all queues, the ages not yet known.
     *
     * @param queues as the broker's {@code listQueues} tells them
     */
    static List<BoxState> of(List<JsonNode> queues) {
        Map<String, JsonNode> byName = queues.stream()
                .collect(Collectors.toMap(queue -> queue.path("name").asText(), Function.identity()));
        return Stream.concat(COMMANDS.stream().filter(byName::containsKey), subscriptions(queues))
                .map(name -> of(name, byName)).toList();
    }

    private static Stream<String> subscriptions(List<JsonNode> queues) {
        return queues.stream()
                .filter(queue -> queue.path("durable").asBoolean() && TOPICS.contains(queue.path("address").asText()))
                .map(queue -> queue.path("name").asText())
                .sorted(Comparator.naturalOrder());
    }

    private static BoxState of(String name, Map<String, JsonNode> byName) {
        JsonNode queue = byName.get(name);
        String address = queue.path("address").asText();
        long taken = Stream.of("messagesAcked", "messagesExpired", "messagesKilled")
                .mapToLong(count -> queue.path(count).asLong()).sum();
        return new BoxState(name, TOPICS.contains(address) ? address : null, queue.path("messageCount").asLong(),
                queue.path("scheduledCount").asLong(), null, queue.path("consumerCount").asLong(),
                queue.path("paused").asBoolean(), queue.path("messagesAdded").asLong(), taken,
                letters(Destinations.dead(name), byName), letters(Destinations.invalid(name), byName));
    }

    private static Long letters(String queue, Map<String, JsonNode> byName) {
        JsonNode found = byName.get(queue);
        return found == null ? null : found.path("messageCount").asLong();
    }

    BoxState withOldest(Long millis) {
        return new BoxState(name, topic, letters, delayed, millis, consumers, paused, added, taken, dead, invalid);
    }
}

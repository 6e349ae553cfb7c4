package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.MessageTypes;

/** Somebody outside who subscribed durably to the events of the wallet service. */
final class Subscription implements AutoCloseable {

    private static final long LIMIT_MILLIS = 60_000;

    private final String name;
    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;
    private final JMSConsumer consumer;

    /** One that gets the events from now on. */
    Subscription(Installation installation) {
        this(installation, "observer-" + Letter.newId());
    }

    /** One that may be there already. */
    Subscription(Installation installation, String name) {
        this.name = name;
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        factory = new ActiveMQConnectionFactory(address.core());
        context = factory.createContext(address.user(), address.password());
        consumer = context.createSharedDurableConsumer(context.createTopic(Destinations.WALLET_EVENTS), name);
    }

    /**
     * An event as the subscriber got it.
     *
     * @param type its short name
     * @param causationId the letter that caused it; null if none did
     */
    record Told(String type, String id, String causationId, Instant time, JsonNode data) {

        private static Told of(Message event) {
            try {
                return new Told(MessageTypes.shortName(event.getStringProperty("cloudEvents_type")),
                        event.getStringProperty("cloudEvents_id"), event.getStringProperty("cloudEvents_causationid"),
                        Instant.parse(event.getStringProperty("cloudEvents_time")),
                        Codec.readTree(event.getBody(String.class)));
            } catch (JMSException e) {
                throw new IllegalStateException("Cannot read an event", e);
            }
        }
    }

    /** The next events, in their order, up to the one of which there are as many as asked for. */
    List<Told> take(int count, Predicate<Told> counted) {
        List<Told> told = new ArrayList<>();
        for (int found = 0; found < count;) {
            Message event = consumer.receive(LIMIT_MILLIS);
            assertThat(event).as("event %d of %d after %s", found + 1, count, told.size()).isNotNull();
            told.add(Told.of(event));
            if (counted.test(told.get(told.size() - 1))) {
                found++;
            }
        }
        return told;
    }

    /** Requires one {@code TransferCompleted} for each of the letters, and no event twice, up to now. */
    void requireEachPublishedOnce(List<Letter> transfers) {
        List<Told> told = take(transfers.size(), event -> event.type().equals("TransferCompleted"));
        Optional.ofNullable(consumer.receiveNoWait()).map(Told::of).ifPresent(more -> {
            throw new AssertionError("one event too many: " + more);
        });
        assertThat(told).extracting(Told::id).as("ids of events").doesNotHaveDuplicates();
        assertThat(told.stream().filter(event -> event.type().equals("TransferCompleted"))).extracting(Told::causationId)
                .as("transfers that were told")
                .containsExactlyInAnyOrderElementsOf(transfers.stream().map(Letter::id).toList());
    }

    @Override
    public void close() {
        consumer.close();
        context.unsubscribe(name);
        context.close();
        factory.close();
    }
}

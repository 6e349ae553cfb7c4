package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;

/** Somebody outside who subscribed durably to the events of the wallet service. */
final class Subscription implements AutoCloseable {

    private static final long LIMIT_MILLIS = 5_000;

    private final String name = "observer-" + Letter.newId();
    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;
    private final JMSConsumer consumer;

    Subscription(Installation installation) {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        factory = new ActiveMQConnectionFactory("tcp://" + address.host() + ":" + address.port());
        context = factory.createContext(address.user(), address.password());
        consumer = context.createSharedDurableConsumer(context.createTopic(Destinations.WALLET_EVENTS), name);
    }

    /** Requires one {@code TransferCompleted} for each of the letters, and no event twice. */
    void requireEachPublishedOnce(List<Letter> transfers) {
        Map<String, Integer> completed = new HashMap<>();
        Map<String, Integer> ids = new HashMap<>();
        try {
            for (Message event = consumer.receive(LIMIT_MILLIS); event != null; event = consumer.receiveNoWait()) {
                ids.merge(event.getStringProperty("cloudEvents_id"), 1, Integer::sum);
                if ("org.ewallet.TransferCompleted".equals(event.getStringProperty("cloudEvents_type"))) {
                    completed.merge(event.getStringProperty("cloudEvents_causationid"), 1, Integer::sum);
                }
            }
        } catch (JMSException e) {
            throw new IllegalStateException("Cannot read an event", e);
        }
        assertThat(completed.keySet()).as("transfers that were told")
                .containsExactlyInAnyOrderElementsOf(transfers.stream().map(Letter::id).toList());
        assertThat(completed).as("how often each was told").allSatisfy((id, times) -> assertThat(times).isOne());
        assertThat(ids).as("how often each event came").allSatisfy((id, times) -> assertThat(times).isOne());
    }

    @Override
    public void close() {
        consumer.close();
        context.unsubscribe(name);
        context.close();
        factory.close();
    }
}

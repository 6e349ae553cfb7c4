package org.ewallet.cli.subscribing;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.clients.BrokerAddress;

/** Jakarta Messaging; the protocol is that of the connection factory: Artemis' own, or AMQP 1.0 with Qpid JMS. */
final class JmsSubscriber implements Subscriber {

    private final ConnectionFactory factory;
    private final BrokerAddress address;
    private JMSContext context;
    private JMSConsumer consumer;

    JmsSubscriber(ConnectionFactory factory, BrokerAddress address) {
        this.factory = factory;
        this.address = address;
    }

    @Override
    public void connect() {
        context = factory.createContext(address.user(), address.password(), JMSContext.CLIENT_ACKNOWLEDGE);
        consumer = context.createSharedDurableConsumer(context.createTopic(TOPIC), NAME);
    }

    @Override
    public List<String> take(int count) {
        List<String> events = new ArrayList<>();
        while (events.size() < count) {
            String event = consumer.receiveBody(String.class, LIMIT_MILLIS);
            if (event == null) {
                throw new AssertionError("Only " + events + " of " + count + " events came");
            }
            events.add(event);
            context.acknowledge();
        }
        return events;
    }

    @Override
    public void close() {
        context.close();
    }

    @Override
    public void leave() {
        consumer.close();
        context.unsubscribe(NAME);
        context.close();
    }
}

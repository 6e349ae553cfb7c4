package org.ewallet.cli.clients;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.ewallet.cli.CliException;
import org.ewallet.contract.Destinations;

/** A shop that knows the broker only by AMQP 1.0: it publishes that something was ordered. */
public final class OrderPublisher implements AutoCloseable {

    private static final String SOURCE = "/shop";

    private final JMSContext context;

    public OrderPublisher(BrokerAddress address) {
        JmsConnectionFactory factory = new JmsConnectionFactory(address.amqp());
        try {
            context = factory.createContext(address.user(), address.password());
        } catch (JMSRuntimeException e) {
            throw new CliException("Cannot log in to the broker over AMQP (" + address + "): " + e.getMessage(), e);
        }
    }

    /** Publishes an event; returns the name of the topic when the broker has it. */
    public String publish(Letter event) {
        try {
            TextMessage message = context.createTextMessage(event.data());
            CloudEvent.write(message, event, SOURCE);
            context.createProducer()
                    .setDeliveryMode(DeliveryMode.PERSISTENT)
                    .send(context.createTopic(Destinations.ORDER_EVENTS), message);
            return Destinations.ORDER_EVENTS;
        } catch (JMSException e) {
            throw new CliException("Cannot write the event " + event.id() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

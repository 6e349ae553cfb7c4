package org.ewallet.cli.subscribing;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.clients.BrokerAddress;

/** Plays a service that carries out an order to replay events, one event at a time. */
final class PlayedService implements AutoCloseable {

    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;

    /** @param address with the service's login */
    PlayedService(BrokerAddress address) {
        factory = new ActiveMQConnectionFactory(address.core());
        context = factory.createContext(address.user(), address.password());
    }

    /** Takes an order out of its box and returns the id of the queue that it is about. */
    long takeOrder(String box) {
        try {
            Message order = context.createConsumer(context.createQueue(box)).receive(Subscriber.LIMIT_MILLIS);
            return order.getLongProperty("ewallet_queueId");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(String topic, String event) {
        context.createProducer().send(context.createTopic(topic), event);
    }

    /** Puts an event into the queue of a subscription that joins. */
    void put(String address, long queueId, String event) {
        try {
            TextMessage message = context.createTextMessage(event);
            message.setLongProperty("ewallet_joins", queueId);
            context.createProducer().send(context.createTopic(address), message);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the queue to what is published from now on. */
    void open(String address, long queueId) {
        context.createProducer().setProperty("ewallet_joined", queueId)
                .send(context.createTopic(address), context.createMessage());
    }

    @Override
    public void close() {
        context.close();
        factory.close();
    }
}

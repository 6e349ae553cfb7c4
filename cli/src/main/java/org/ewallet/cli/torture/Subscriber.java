package org.ewallet.cli.torture;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.contract.Codec;
import org.ewallet.contract.MessageTypes;

/**
 * Somebody outside who subscribed durably to a topic and writes down what comes, in its order. Loses the broker now and
 * then, as everybody does, and comes back.
 */
final class Subscriber implements AutoCloseable {

    private static final long WAIT_MILLIS = 200;

    private final String topic;
    private final String name;
    private final BrokerAddress address;
    private final List<Told> told = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long lastAt = System.nanoTime();

    /** Subscribes, and begins to listen. */
    Subscriber(BrokerAddress address, String topic, String name) {
        this.address = address;
        this.topic = topic;
        this.name = name;
        try (ActiveMQConnectionFactory factory = factory(); JMSContext context = context(factory)) {
            context.createSharedDurableConsumer(context.createTopic(topic), name).close();
        }
        thread = new Thread(this::listen, "subscriber of " + topic);
        thread.setDaemon(true);
        thread.start();
    }

    String topic() {
        return topic;
    }

    /** What came until now, doubles included. */
    List<Told> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** How long nothing has come. */
    long quietMillis() {
        return (System.nanoTime() - lastAt) / 1_000_000;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        while (!closed) {
            try (ActiveMQConnectionFactory factory = factory(); JMSContext context = context(factory);
                    JMSConsumer consumer = context.createSharedDurableConsumer(context.createTopic(topic), name)) {
                while (!closed) {
                    Message message = consumer.receive(WAIT_MILLIS);
                    if (message != null) {
                        write(message);
                        message.acknowledge();
                    }
                }
            } catch (JMSRuntimeException | JMSException gone) {
                Pauses.of(WAIT_MILLIS);
            }
        }
    }

    private void write(Message event) throws JMSException {
        Object sequence = event.getObjectProperty("cloudEvents_sequence");
        Told one = new Told(MessageTypes.shortName(event.getStringProperty("cloudEvents_type")),
                event.getStringProperty("cloudEvents_id"), event.getStringProperty("cloudEvents_causationid"),
                sequence == null ? null : Long.valueOf(sequence.toString()),
                Instant.parse(event.getStringProperty("cloudEvents_time")),
                Codec.readTree(event.getBody(String.class)));
        lastAt = System.nanoTime();
        synchronized (told) {
            told.add(one);
        }
    }

    private ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory(address.core());
    }

    private JMSContext context(ActiveMQConnectionFactory factory) {
        return factory.createContext(address.user(), address.password(), JMSContext.CLIENT_ACKNOWLEDGE);
    }
}

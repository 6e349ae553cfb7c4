package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.MessageTypes;

/** What is outside of a service: whoever sends letters, waits for replies, subscribes to events or looks into a box. */
public final class Post implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final JMSContext jms;

    public Post(ConnectionFactory connections) {
        jms = connections.createContext();
    }

    public JMSContext jms() {
        return jms;
    }

    static Envelope envelope(String id, String type) {
        return new Envelope(id, type, "tests", null, null, null, null, null, null);
    }

    public TextMessage letter(String id, org.ewallet.contract.Message data) {
        return letter(envelope(id, MessageTypes.typeOf(data.getClass())), Codec.write(data));
    }

    TextMessage letter(Envelope envelope, String data) {
        return CloudEvents.write(jms, new Letter(envelope, data));
    }

    /** Sets a property whose name JMS does not allow, as a letter of an AMQP sender has it when it arrives. */
    static void setAmqpProperty(Message letter, String name, String value) {
        ((ActiveMQMessage) letter).getCoreMessage().putStringProperty(name, value);
    }

    void send(String queue, Message... letters) {
        for (Message letter : letters) {
            jms.createProducer().send(jms.createQueue(queue), letter);
        }
    }

    void publish(String topic, Message... letters) {
        for (Message letter : letters) {
            jms.createProducer().send(jms.createTopic(topic), letter);
        }
    }

    /** Takes all that waits in a queue. */
    public List<Message> takeAll(String queue) {
        return takeAll(jms.createQueue(queue));
    }

    /** Takes all that waits in the queue of a subscription. */
    public List<Message> takeAll(String topic, String queue) {
        return takeAll(topic + "::" + queue);
    }

    List<Message> takeAll(Queue queue) {
        List<Message> letters = new ArrayList<>();
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                letters.add(next);
            }
        }
        return letters;
    }

    /** Takes the only letter of a queue. */
    Message takeOnly(String queue) {
        List<Message> all = takeAll(queue);
        assertThat(all).as("letters in %s", queue).hasSize(1);
        return all.get(0);
    }

    /** Looks into a queue and takes nothing. */
    List<?> browse(String queue) throws JMSException {
        try (QueueBrowser browser = jms.createBrowser(jms.createQueue(queue))) {
            return Collections.list(browser.getEnumeration());
        }
    }

    /** Waits for a letter and takes it. */
    Message await(String queue) {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            Message letter = consumer.receive(PATIENCE_MILLIS);
            assertThat(letter).as("letter in %s", queue).isNotNull();
            return letter;
        }
    }

    public static String body(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    public static String text(Message message, String property) {
        try {
            return message.getStringProperty(property);
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    @Override
    public void close() {
        jms.close();
    }
}

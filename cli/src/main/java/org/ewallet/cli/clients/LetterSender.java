package org.ewallet.cli.clients;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.CliException;

/** Puts letters into boxes over JMS. A letter is the broker's as soon as a method returns. */
public final class LetterSender implements AutoCloseable {

    private static final String SOURCE = "/ewallet/cli";
    private static final int LETTERS_PER_COMMIT = 500;

    private final BrokerAddress address;
    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;

    public LetterSender(BrokerAddress address) {
        this.address = address;
        factory = factoryFor(address);
        try {
            context = factory.createContext(address.user(), address.password());
        } catch (JMSRuntimeException e) {
            factory.close();
            throw new CliException("Cannot log in to the broker (" + address + "): " + e.getMessage()
                    + " Is it running? See ./ewallet status", e);
        }
    }

    /** Puts a command into the box of its type and returns the name of the box. */
    public String send(Letter letter) {
        String box = Letter.box(letter.type()).orElseThrow(
                () -> new CliException("There is no command " + letter.type() + "."));
        send(box, letter);
        return box;
    }

    /** Puts a letter into any box. */
    public void send(String box, Letter letter) {
        producer(context).send(context.createQueue(box), message(context, letter));
    }

    /** Puts many letters into a box, in their order; only the commits wait for the broker, not each letter. */
    public void sendAll(String box, List<Letter> letters) {
        try (ActiveMQConnectionFactory batches = factoryFor(address)) {
            batches.setBlockOnDurableSend(false);
            sendAll(batches, box, letters);
        }
    }

    private void sendAll(ActiveMQConnectionFactory batches, String box, List<Letter> letters) {
        try (JMSContext transacted =
                batches.createContext(address.user(), address.password(), JMSContext.SESSION_TRANSACTED)) {
            // Once: naming a queue asks the broker.
            Queue queue = transacted.createQueue(box);
            JMSProducer producer = producer(transacted);
            int count = 0;
            for (Letter letter : letters) {
                producer.send(queue, message(transacted, letter));
                if (++count % LETTERS_PER_COMMIT == 0) {
                    transacted.commit();
                }
            }
            transacted.commit();
        }
    }

    /**
     * Puts a command into its box and waits for the outcome that the service sends back.
     *
     * @return the outcome, as JSON
     * @throws CliException if none comes within the limit
     */
    public String sendAndReceiveOutcome(Letter letter, Duration limit) {
        TemporaryQueue replies = context.createTemporaryQueue();
        try (JMSConsumer consumer = context.createConsumer(replies)) {
            TextMessage message = message(context, letter);
            message.setJMSReplyTo(replies);
            String box = Letter.box(letter.type()).orElseThrow(
                    () -> new CliException("There is no command " + letter.type() + "."));
            producer(context).send(context.createQueue(box), message);
            Message reply = consumer.receive(limit.toMillis());
            if (reply == null) {
                throw new CliException("No outcome of " + letter.type() + " " + letter.id() + " came back within "
                        + limit.toSeconds() + " s.");
            }
            return reply.getBody(String.class);
        } catch (JMSException e) {
            throw new CliException("Cannot read the outcome of " + letter.id() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
        factory.close();
    }

    private static ActiveMQConnectionFactory factoryFor(BrokerAddress address) {
        return new ActiveMQConnectionFactory(address.core());
    }

    private static JMSProducer producer(JMSContext context) {
        return context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
    }

    private static TextMessage message(JMSContext context, Letter letter) {
        try {
            TextMessage message = context.createTextMessage(letter.data());
            CloudEvent.write(message, letter, SOURCE);
            return message;
        } catch (JMSException e) {
            throw new CliException("Cannot write the letter " + letter.id() + ": " + e.getMessage(), e);
        }
    }
}

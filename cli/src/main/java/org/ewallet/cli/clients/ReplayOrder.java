package org.ewallet.cli.clients;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.CliException;
import org.ewallet.messaging.Replay;

/** The operator's order to a service to put past events into the queue of a new subscription, and the answer to it. */
public final class ReplayOrder implements AutoCloseable {

    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;
    private final TemporaryQueue answers;
    private final JMSConsumer consumer;

    public ReplayOrder(BrokerAddress address) {
        factory = new ActiveMQConnectionFactory(address.core());
        try {
            context = factory.createContext(address.user(), address.password());
            answers = context.createTemporaryQueue();
            consumer = context.createConsumer(answers);
        } catch (JMSRuntimeException e) {
            factory.close();
            throw new CliException("Cannot log in to the broker (" + address + "): " + e.getMessage(), e);
        }
    }

    /**
     * Gives the order. It is the broker's when this returns, and carried out even if nobody waits for the answer.
     *
     * @param box the service's box for such orders
     */
    public void send(String box, Replay replay) {
        try {
            Message letter = replay.write(context);
            letter.setJMSReplyTo(answers);
            context.createProducer().send(context.createQueue(box), letter);
        } catch (JMSException | JMSRuntimeException e) {
            throw new CliException("Cannot order the events: " + e.getMessage(), e);
        }
    }

    /** Waits for the answer: how many past events there were; empty if it does not come within the limit. */
    public Optional<Long> await(Duration limit) {
        try {
            Message answer = limit.isZero() ? consumer.receiveNoWait() : consumer.receive(limit.toMillis());
            return answer == null ? Optional.empty() : Optional.of(Replay.delivered(answer));
        } catch (JMSException e) {
            throw new CliException("Cannot read the answer to the order: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
        factory.close();
    }
}

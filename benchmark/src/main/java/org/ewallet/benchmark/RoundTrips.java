package org.ewallet.benchmark;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.CliException;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.MessageTypes;

/** The time from a letter that is sent to its event, received by a durable subscriber. */
final class RoundTrips implements AutoCloseable {

    private static final String SUBSCRIPTION = "bench-latency";
    private static final long LIMIT_SECONDS = 60;

    private final ActiveMQConnectionFactory factory;
    private final JMSContext sending;
    private final JMSContext receiving;
    private final JMSConsumer consumer;
    private final Queue box;
    private final JMSProducer producer;

    RoundTrips(Bed bed) {
        BrokerAddress address = bed.installation().broker(BrokerUser.SENDER);
        factory = new ActiveMQConnectionFactory(address.core());
        // Under load the sender must not wait for the broker's answer to every letter, or it would send fewer.
        factory.setBlockOnDurableSend(false);
        sending = factory.createContext(address.user(), address.password());
        receiving = factory.createContext(address.user(), address.password(), JMSContext.DUPS_OK_ACKNOWLEDGE);
        consumer = receiving.createSharedDurableConsumer(
                receiving.createTopic(Destinations.WALLET_EVENTS), SUBSCRIPTION);
        box = sending.createQueue(Destinations.WALLET_COMMANDS);
        producer = sending.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT);
    }

    /** The next letter is sent when the event of the one before has come. */
    Latencies oneAtATime(Letters letters) {
        Latencies latencies = new Latencies();
        for (int index = 0; index < letters.count(); index++) {
            long sentAt = System.nanoTime();
            send(letters.letter(index));
            String cause = causeOf(consumer.receive(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS)));
            latencies.add(System.nanoTime() - sentAt);
            if (!letters.id(index).equals(cause)) {
                throw new CliException("Not the event of " + letters.id(index) + " came, but that of " + cause + ".");
            }
        }
        return latencies;
    }

    /**
     * Letters at a steady rate, whatever becomes of them. Each is measured from the instant at which it was due: when
     * everything stands still for a while, the letters that should have been sent meanwhile count too.
     *
     * @param perSecond letters
     */
    Latencies atRate(Letters letters, double perSecond) {
        Latencies latencies = new Latencies();
        double nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
        AtomicLongArray due = new AtomicLongArray(letters.count());
        CountDownLatch received = new CountDownLatch(letters.count());
        long start = System.nanoTime();
        for (int index = 0; index < letters.count(); index++) {
            due.set(index, start + (long) (index * nanosBetween));
        }
        consumer.setMessageListener(event -> {
            long now = System.nanoTime();
            String cause = causeOf(event);
            latencies.add(now - due.get(Integer.parseInt(cause.substring(letters.run().length() + 1))));
            received.countDown();
        });
        for (int index = 0; index < letters.count(); index++) {
            long wait = due.get(index) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            send(letters.letter(index));
        }
        try {
            if (!received.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new CliException(received.getCount() + " events did not come within " + LIMIT_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting for events.", e);
        }
        return latencies;
    }

    @Override
    public void close() {
        consumer.close();
        receiving.unsubscribe(SUBSCRIPTION);
        receiving.close();
        sending.close();
        factory.close();
    }

    private void send(Letter letter) {
        try {
            TextMessage message = sending.createTextMessage(letter.data());
            message.setStringProperty("cloudEvents_specversion", "1.0");
            message.setStringProperty("cloudEvents_id", letter.id());
            message.setStringProperty("cloudEvents_type", MessageTypes.TYPE_PREFIX + letter.type());
            message.setStringProperty("cloudEvents_source", "/ewallet/bench");
            producer.send(box, message);
        } catch (JMSException e) {
            throw new CliException("Cannot write the letter " + letter.id() + ": " + e.getMessage(), e);
        }
    }

    private static String causeOf(Message event) {
        if (event == null) {
            throw new CliException("No event came within " + LIMIT_SECONDS + " s.");
        }
        try {
            return event.getStringProperty("cloudEvents_causationid");
        } catch (JMSException e) {
            throw new CliException("Cannot read an event: " + e.getMessage(), e);
        }
    }
}

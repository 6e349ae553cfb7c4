package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.EventLog.Numbered;

/**
 * Puts the past of a service's topic into the queue of a subscription that joins, each event once and in order, while
 * the service goes on publishing.
 *
 * <p>Each letter is one portion, in the caller's transaction: events from the {@link EventLog} to the queue, and the
 * order to go on, to the box that this one came from. The last, small one is sent while nobody can publish, and the
 * queue is opened after it. So it has all events up to a number, and gets all after it. That portion is sent outside
 * of the caller's transaction, which must not end before the queue is open; if it fails after that, the portion comes
 * again.
 */
public final class Replayer {

    /** The broker puts an event with the id of a queue here into that queue, open or not, and takes this off. */
    private static final String JOINS = "ewallet_joins";
    /** A message with the id of its queue here opens that queue, and goes nowhere. */
    private static final String JOINED = "ewallet_joined";

    private static final Logger LOG = Logger.getLogger(Replayer.class.getName());

    private static final int PORTION = 500;
    /** The last portion is at most this part of one. */
    private static final int LAST_PART = 5;

    /** Less than a transaction may last. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String topic;
    private final String box;
    private final String source;
    private final int portion;
    private final ConnectionFactory connections;
    private final EventLog log;
    private final Consumer<Consumer<JMSContext>> outside;

    /**
     * For a container.
     *
     * @param topic the service's topic
     * @param source the CloudEvents source of its events
     * @param connections that take part in the transaction of the thread, if it has one
     * @param dataSource the same
     * @param executor threads without a transaction
     */
    public Replayer(String topic, String source, ConnectionFactory connections, DataSource dataSource,
            ExecutorService executor) {
        this(topic, Destinations.replays(topic).orElseThrow(), source, PORTION, connections, dataSource,
                work -> onAnotherThread(executor, connections, work));
    }

    /**
     * For tests.
     *
     * @param outside gives the work connections that take no part in the caller's transaction
     */
    Replayer(String topic, String box, String source, int portion, ConnectionFactory connections, DataSource dataSource,
            Consumer<Consumer<JMSContext>> outside) {
        this.topic = topic;
        this.box = box;
        this.source = source;
        this.portion = portion;
        this.connections = connections;
        this.log = new EventLog(dataSource);
        this.outside = outside;
    }

    /**
     * Does the next portion of an order.
     *
     * @param letter the order
     * @param setRollbackOnly marks the caller's transaction, so that the letter comes again
     */
    public void receive(Message letter, Runnable setRollbackOnly) {
        try {
            Optional<Replay> order = read(letter);
            if (order.isPresent()) {
                proceed(order.get(), letter.getJMSReplyTo());
            }
        } catch (InvalidDestinationRuntimeException e) {
            LOG.info(() -> "a subscription to " + topic + " is gone, its events are not replayed: " + e.getMessage());
        } catch (RuntimeException | JMSException e) {
            setRollbackOnly.run();
            LOG.log(Level.WARNING, e, () -> "replaying events of " + topic + " failed, this is tried again");
        }
    }

    private Optional<Replay> read(Message letter) throws JMSException {
        try {
            return Optional.of(Replay.read(letter));
        } catch (IllegalArgumentException e) {
            LOG.warning(() -> "a letter in " + box + " is dropped: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void proceed(Replay order, Destination answerTo) throws JMSException {
        Replay replay = order.from() == null ? order : order.at(log.firstSince(order.from()));
        List<Numbered> events = log.read(replay.next(), portion, source);
        if (isShort(events)) {
            log.lock();
            // Those included that were published before the lock was free.
            events = log.read(replay.next(), portion, source);
            if (isShort(events)) {
                finish(events, replay, answerTo);
                return;
            }
        }
        try (JMSContext jms = connections.createContext()) {
            send(events, replay, jms);
            Message letter = replay.after(events).write(jms);
            letter.setJMSReplyTo(answerTo);
            jms.createProducer().send(jms.createQueue(box), letter);
        }
    }

    /** Nobody can publish while the last events are sent, and each of them waits for the broker. */
    private boolean isShort(List<Numbered> events) {
        return events.size() <= portion / LAST_PART;
    }

    private void finish(List<Numbered> tail, Replay replay, Destination answerTo) {
        Replay done = replay.after(tail);
        outside.accept(jms -> {
            send(tail, replay, jms);
            producer(JOINED, replay, jms).send(queue(replay, jms), jms.createMessage());
            LOG.info(() -> done.delivered() + " events of " + topic + " were put into " + done.queue()
                    + ", which is open now");
            answer(answerTo, done, jms);
        });
    }

    private void send(List<Numbered> events, Replay replay, JMSContext jms) {
        Destination queue = queue(replay, jms);
        JMSProducer producer = producer(JOINS, replay, jms);
        for (Numbered numbered : events) {
            producer.send(queue, CloudEvents.writeEvent(jms, numbered.event(), numbered.sequence()));
        }
    }

    private Destination queue(Replay replay, JMSContext jms) {
        return LetterBox.destination(replay.queue(), topic, jms);
    }

    private static JMSProducer producer(String property, Replay replay, JMSContext jms) {
        return jms.createProducer().setProperty(property, replay.queueId());
    }

    private static void answer(Destination answerTo, Replay done, JMSContext jms) {
        if (answerTo == null) {
            return;
        }
        try {
            jms.createProducer().send(answerTo, done.write(jms));
        } catch (InvalidDestinationRuntimeException | JMSSecurityRuntimeException gone) {
            // The client tries to make a queue that is not there, which no service may.
            LOG.fine(() -> "nobody waits for the end of " + done + " any more: " + gone.getMessage());
        } catch (JMSException e) {
            throw JmsErrors.unchecked(e);
        }
    }

    private static void onAnotherThread(ExecutorService executor, ConnectionFactory connections,
            Consumer<JMSContext> work) {
        Future<?> done = executor.submit(() -> {
            try (JMSContext jms = connections.createContext()) {
                work.accept(jms);
            }
        });
        try {
            done.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            done.cancel(true);
            throw new IllegalStateException("the broker did not take the events within " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}

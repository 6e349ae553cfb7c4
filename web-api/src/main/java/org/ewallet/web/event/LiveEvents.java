package org.ewallet.web.event;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.CloudEvents;
import org.ewallet.messaging.InvalidLetterException;
import org.ewallet.messaging.Letter;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * Tells streams what happens to wallets. One thread reads the topic, with a subscription that lasts as long as somebody
 * listens. If the broker goes away, the streams end: their readers are to know that they missed something.
 */
@ApplicationScoped
public class LiveEvents {

    /** Of all callers, and of one. */
    static final int MOST_STREAMS = 200;
    static final int MOST_STREAMS_OF_ONE = 10;

    private static final Logger LOG = Logger.getLogger(LiveEvents.class.getName());
    private static final long PAUSE_MILLIS = 1_000;
    private static final long OPENING_SECONDS = 10;
    private static final long BETWEEN_BEATS_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final byte[] BEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    @Resource(lookup = "jms/ewallet-frontdoor")
    private ConnectionFactory connections;

    @Resource
    private ManagedThreadFactory managed;

    private ThreadFactory threads;
    private final Set<EventStream> streams = new HashSet<>();

    /** Completes when the topic is read; null while nobody reads it. */
    private CompletableFuture<Void> reading;
    private boolean closed;

    /** For CDI. */
    public LiveEvents() {
    }

    /** For tests. */
    LiveEvents(ConnectionFactory connections, ThreadFactory threads) {
        this.connections = connections;
        this.threads = threads;
    }

    /**
     * Returns when the stream is told of what happens.
     *
     * @throws ProblemException of status 429 if this caller has too many streams, 503 if there are too many or the broker does
     *     not answer
     */
    void add(EventStream stream) {
        try {
            listened(stream).orTimeout(OPENING_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            remove(stream);
            throw new ProblemException(Problem.unavailable("the broker does not answer now; listen again"), e.getCause());
        }
    }

    private synchronized CompletableFuture<Void> listened(EventStream stream) {
        streams.removeIf(EventStream::hasEnded);
        if (streams.stream().filter(other -> other.caller().equals(stream.caller())).count() >= MOST_STREAMS_OF_ONE) {
            throw new ProblemException(Problem.tooManyRequests("at most " + MOST_STREAMS_OF_ONE + " streams at once"));
        }
        if (closed || streams.size() >= MOST_STREAMS) {
            throw new ProblemException(Problem.unavailable("too many listen now; listen again"));
        }
        streams.add(stream);
        if (reading == null) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            reading = begun;
            threads().newThread(() -> read(begun)).start();
        }
        return reading.copy();
    }

    synchronized void remove(EventStream stream) {
        streams.remove(stream);
    }

    /** How many listen. */
    synchronized int size() {
        return streams.size();
    }

    @PreDestroy
    synchronized void close() {
        closed = true;
        endAll();
    }

    private void read(CompletableFuture<Void> begun) {
        try (JMSContext jms = connections.createContext();
                JMSConsumer consumer = jms.createConsumer(jms.createTopic(Destinations.WALLET_EVENTS))) {
            begun.complete(null);
            long beat = System.nanoTime();
            while (isWanted()) {
                Message message = consumer.receive(PAUSE_MILLIS);
                if (message != null) {
                    tell(message);
                }
                if (System.nanoTime() - beat >= BETWEEN_BEATS_NANOS) {
                    tell(BEAT);
                    beat = System.nanoTime();
                }
            }
        } catch (JMSException | RuntimeException e) {
            if (!begun.completeExceptionally(e)) {
                LOG.log(Level.WARNING, "the live events end, because the broker does not answer: {0}", e.toString());
            }
        } finally {
            stopped(begun);
        }
    }

    /** Once nobody listens, the next one to come has the topic read anew. */
    private synchronized boolean isWanted() {
        if (streams.isEmpty()) {
            reading = null;
        }
        return !streams.isEmpty();
    }

    private synchronized void stopped(CompletableFuture<Void> begun) {
        if (reading == begun) {
            reading = null;
            endAll();
        }
    }

    private synchronized void endAll() {
        List.copyOf(streams).forEach(EventStream::end);
        streams.clear();
    }

    private void tell(Message message) throws JMSException {
        try {
            Letter letter = CloudEvents.read(message);
            LiveEvent event = LiveEvent.of(letter);
            byte[] text = event.toServerSentEvent(letter.envelope().id());
            all().stream().filter(stream -> stream.interest().includes(event)).forEach(stream -> tell(stream, text));
        } catch (InvalidLetterException | InvalidMessageException e) {
            LOG.log(Level.WARNING, "an event cannot be read, and is told to nobody: {0}", e.getMessage());
        }
    }

    private void tell(byte[] text) {
        all().forEach(stream -> tell(stream, text));
    }

    private void tell(EventStream stream, byte[] text) {
        if (!stream.write(text)) {
            remove(stream);
        }
    }

    private synchronized List<EventStream> all() {
        return List.copyOf(streams);
    }

    private ThreadFactory threads() {
        return threads == null ? managed : threads;
    }
}

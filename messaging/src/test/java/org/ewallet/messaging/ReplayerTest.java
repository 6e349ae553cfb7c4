package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ewallet.broker.Joining;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that a subscription that joins late gets all events, each once and in order, while others are published. */
class ReplayerTest {

    @RegisterExtension
    static final Broker BROKER = new Broker(new Joining());

    private static final int PORTION = 10;
    private static final int PUBLISHERS = 4;
    private static final int LIVE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOW = Office.NOW;

    private final String name = "replay-" + Ids.next();
    private final String topic = name + ".events";
    private final String box = name + ".replays";
    private final String queue = name + "-accounting";
    private final String witness = name + "-witness";
    private final String replies = name + "-replies";
    private final SettableClock clock = new SettableClock(NOW);
    private final Database database = new Database();
    private Container container;
    private Replayer replayer;
    private PublishingService service;
    private Post post;

    @BeforeEach
    void open() throws SQLException {
        database.beforeAll(null);
        container = new Container(BROKER.connections(), database.dataSource());
        post = new Post(BROKER.connections());
        replayer = replayer(PORTION);
        service = publisher();
        BROKER.subscribe(topic, witness);
    }

    @AfterEach
    void close() throws SQLException {
        post.close();
        service.close();
        container.close();
        database.afterAll(null);
    }

    /** Past and present are one: a subscriber cannot tell them apart. */
    @Test
    void whoJoinsLateGetsWhatTheOthersGot() throws Exception {
        service.publish(25);
        service.publish(10);
        order(null);
        service.publish(4);
        carryOut();
        service.publish(5);

        List<Message> events = post.takeAll(topic, queue);

        assertThat(sequences(events)).isEqualTo(numbers(1, 44));
        assertThat(contents(events)).isEqualTo(contents(post.takeAll(topic, witness)));
    }

    /**
     * The seam: four instances publish without a pause while the queue is filled, opened and lives on. Of what they
     * publish at the same time, one may be seen before the other, whatever their numbers.
     */
    @Test
    void nothingIsMissingOrDoubledWhileOthersPublish() throws Exception {
        replayer = replayer(20 * PORTION);
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger published = new AtomicInteger(1000);
        for (int i = 0; i < 50; i++) {
            service.publish(20);
        }
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        try {
            List<Future<Void>> publishers = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                publishers.add(threads.submit(publishing(published, stopped)));
            }
            order(null);
            carryOut();
            int before = published.get();
            // Twice as many: a few of them were published before and not yet counted.
            await().atMost(PATIENCE).until(() -> published.get() >= before + 2 * LIVE);
            stopped.set(true);
            for (Future<Void> publisher : publishers) {
                publisher.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        List<Long> events = sequences(post.takeAll(topic, queue));
        int past = (int) Replay.delivered(post.takeOnly(replies));
        assertThat(past).isBetween(1000, published.get() - LIVE);
        assertThat(events.subList(0, past)).as("the past").isEqualTo(numbers(1, past));
        assertThat(events.subList(past, events.size())).as("what came live")
                .containsExactlyInAnyOrderElementsOf(numbers(past + 1, published.get()));
    }

    @Test
    void aTimeGivesTheEventsFromThenOn() throws Exception {
        service.publish(7);
        clock.advance(Duration.ofSeconds(60));
        service.publish(20);
        clock.advance(Duration.ofSeconds(60));
        service.publish(8);

        order(NOW.plusSeconds(60));
        carryOut();
        service.publish(1);

        assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(8, 36));
    }

    @Test
    void aTimeAfterAllEventsGivesThoseThatCome() throws Exception {
        service.publish(7);

        order(NOW.plusSeconds(1));
        carryOut();
        service.publish(2);

        assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(8, 9));
    }

    @Test
    void aTopicWithoutEventsIsJoinedAtOnce() throws Exception {
        order(null);
        carryOut();
        service.publish(2);

        assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(1, 2));
    }

    /** A crash between two portions, or before a portion is committed, is a transaction that rolls back. */
    @Test
    void aPortionThatRollsBackComesOnceAllTheSame() throws Exception {
        service.publish(35);
        order(null);

        for (int i = 0; i < 3; i++) {
            container.deliver(box, replayer::receive, true);
            assertThat(sequences(post.takeAll(topic, queue))).as("portion %d is not seen", i).isEmpty();
            container.deliver(box, replayer::receive, false);
            assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(i * 10 + 1, i * 10 + 10));
        }
        carryOut();

        assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(31, 35));
    }

    /** A crash after the queue was opened, before that is noted: the last portion comes again, nothing is missing. */
    @Test
    void theLastPortionComesAgainIfItsTransactionFails() throws Exception {
        service.publish(12);
        order(null);

        container.deliver(box, replayer::receive, false);
        container.deliver(box, replayer::receive, true);
        service.publish(2);
        carryOut();

        assertThat(sequences(post.takeAll(topic, queue)))
                .isEqualTo(Stream.of(numbers(1, 14), numbers(11, 14)).flatMap(List::stream).toList());
    }

    @Test
    void whoOrderedIsToldHowManyEventsThereWere() throws Exception {
        service.publish(23);
        order(null);

        carryOut();

        assertThat(Replay.delivered(post.takeOnly(replies))).isEqualTo(23);
    }

    /** The subscriber may leave before it has all, and somebody else take the name. */
    @Test
    void aQueueThatIsMadeAnewGetsNothingOfAnOldOrder() throws Exception {
        service.publish(23);
        order(null);
        container.deliver(box, replayer::receive, false);
        BROKER.unsubscribe(queue);
        BROKER.subscribe(topic, queue);

        carryOut();
        service.publish(1);

        assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(24, 24));
    }

    @Test
    void anotherClosedQueueIsNotOpenedByAnOldOrder() throws Exception {
        service.publish(3);
        order(null);
        BROKER.unsubscribe(queue);
        BROKER.subscribeClosed(topic, queue);

        carryOut();

        assertThat(BROKER.isOpen(queue)).isFalse();
        assertThat(post.takeAll(topic, queue)).isEmpty();
    }

    @Test
    void whatIsNoOrderIsDroppedAndHoldsUpNone() throws Exception {
        service.publish(3);
        post.send(box, post.jms().createTextMessage("please"));
        order(null);

        carryOut();

        assertThat(sequences(post.takeAll(topic, queue))).isEqualTo(numbers(1, 3));
    }

    private Replayer replayer(int portion) {
        return new Replayer(topic, box, PublishingService.SOURCE, portion, container.connections(),
                container.dataSource(), work -> work.accept(post.jms()));
    }

    private PublishingService publisher() throws SQLException {
        return new PublishingService(topic, BROKER.connections(), database.dataSource(), clock);
    }

    private Callable<Void> publishing(AtomicInteger published, AtomicBoolean stopped) {
        return () -> {
            try (PublishingService instance = publisher()) {
                while (!stopped.get()) {
                    int count = 1 + published.get() % 7;
                    instance.publish(count);
                    published.addAndGet(count);
                }
            }
            return null;
        };
    }

    /** Makes a queue that is closed and orders the past into it. */
    private void order(Instant from) throws JMSException {
        Message order = Replay.of(queue, BROKER.subscribeClosed(topic, queue), from).write(post.jms());
        order.setJMSReplyTo(post.jms().createQueue(replies));
        post.send(box, order);
    }

    /** Delivers orders, transaction by transaction, until none is waiting. */
    private void carryOut() throws Exception {
        while (!post.browse(box).isEmpty()) {
            container.deliver(box, replayer::receive, false);
        }
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> sequences(List<Message> events) {
        return events.stream().map(event -> Long.valueOf(Post.text(event, "cloudEvents_sequence"))).toList();
    }

    /** All that a subscriber sees of events, but the time at which each was sent to it. */
    private static List<Map<String, Object>> contents(List<Message> events) throws JMSException {
        List<Map<String, Object>> contents = new ArrayList<>();
        for (Message event : events) {
            Map<String, Object> content = new TreeMap<>(Map.of("body", Post.body(event),
                    "destination", event.getJMSDestination().toString(), "mode", event.getJMSDeliveryMode()));
            for (Object property : Collections.list(event.getPropertyNames())) {
                content.put(property.toString(), event.getObjectProperty(property.toString()));
            }
            contents.add(content);
        }
        return contents;
    }
}

package org.ewallet.messaging;

import jakarta.jms.Message;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One service with one box of its own, ready to receive; what it keeps and sends is real. */
final class Office implements AutoCloseable {

    static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");
    static final int BATCH_SIZE = 10;

    /** The broker here tells of no sender. */
    private static final Senders ANYBODY = new Senders(Set.of(""), "");

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final String SOURCE = "ewallet/test";

    final SettableClock clock = new SettableClock(NOW);
    final LetterBox box;
    final Container container;
    final LittleBank bank;
    final Post post;
    final OutcomeStore outcomes;
    final Measurements measurements = new Measurements();

    final Outage outage = new Outage();
    private final DataSource database;
    private final String subscriber;
    private Inbox inbox;

    private Office(LetterBox box, Broker broker, Database database) throws SQLException {
        this.box = box;
        container = new Container(broker.connections(), database.dataSource());
        bank = new LittleBank(outage.wayTo(container.dataSource()));
        post = new Post(broker.connections());
        outcomes = new OutcomeStore(database.dataSource());
        this.database = database.dataSource();
        subscriber = box.topic() + "-subscriber";
        broker.subscribe(box.topic(), subscriber);
        restart(BATCH_SIZE, RetryPolicy.STANDARD);
    }

    static Office ofCommands(Broker broker, Database database) throws SQLException {
        String name = "office" + IDS.incrementAndGet();
        return new Office(LetterBox.commands(name + ".commands", name + ".events", SOURCE).trusting(ANYBODY), broker,
                database);
    }

    static Office ofEvents(Broker broker, Database database) throws SQLException {
        String name = "office" + IDS.incrementAndGet();
        LetterBox box = LetterBox.subscription(name + ".news-events", name + ".news.events", name + ".events", SOURCE);
        broker.subscribe(box.address(), box.queue());
        return new Office(box, broker, database);
    }

    /** The service starts anew: what it did not store it has forgotten. */
    void restart(int batchSize, RetryPolicy retries) {
        inbox = new Inbox(box, batchSize, retries, container.connections(), bank,
                new LetterTables(outage.wayTo(container.dataSource()), outage.wayTo(database), Ids.next()), clock)
                .measuredBy(new LetterMetrics(measurements.registry(), box.queue()));
    }

    /** From now on, until it starts anew. */
    void tracedBy(Tracing tracing) {
        inbox.tracedBy(tracing);
    }

    /** Delivers letters, transaction by transaction, until none is waiting. */
    void deliverAll() throws SQLException {
        container.deliverAll(box, inbox);
    }

    /** Waits for a letter and delivers it: one transaction. */
    void deliver() throws SQLException {
        container.deliver(box.consumerName(), inbox);
    }

    void deliverAndFailToCommit() throws SQLException {
        container.deliverAndFailToCommit(box.consumerName(), inbox);
    }

    /** What the service has published since the last call. */
    List<Message> takeEvents() {
        return post.takeAll(box.topic(), subscriber);
    }

    String outcomeOf(String key) {
        return outcomes.outcomeOf(key).orElseThrow(() -> new AssertionError("no outcome of " + key));
    }

    List<List<String>> batches() {
        return bank.batches();
    }

    @Override
    public void close() throws SQLException {
        container.close();
        post.close();
    }
}

package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.wallet.HoldExpired;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that a service replays events with the rights that it has by {@code broker.xml}, and only into what is there. */
class ConfiguredReplayTest {

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private static final long PATIENCE_MILLIS = 10_000;
    private static final int EVENTS = 11;

    private final String queue = "accounting-" + Ids.next();
    private final Database database = new Database();
    private JMSContext operator;
    private JMSContext wallet;
    private JMSContext transaction;
    private Replayer replayer;

    @BeforeEach
    void open() {
        database.beforeAll(null);
        operator = BROKER.connections().createContext("operator", "operator");
        wallet = BROKER.connections().createContext("wallet", "wallet");
        transaction = BROKER.connections().createContext("wallet", "wallet", JMSContext.SESSION_TRANSACTED);
        replayer = new Replayer(Destinations.WALLET_EVENTS, Destinations.WALLET_REPLAYS, "ewallet/wallet", 5,
                Unclosable.handOut(ConnectionFactory.class, "createContext",
                        () -> Unclosable.view(JMSContext.class, transaction)),
                database.dataSource(), work -> work.accept(wallet));
        EventPublisher publisher = new EventPublisher(wallet.createTopic(Destinations.WALLET_EVENTS), "ewallet/wallet",
                Clock.fixed(Office.NOW, ZoneOffset.UTC), new EventLog(database.dataSource()), wallet);
        for (int i = 0; i < EVENTS; i++) {
            publisher.publish(new HoldExpired("hold-" + i, "johny.EUR", "johny", 30_000, "EUR"), null, null, null);
        }
        publisher.send();
    }

    @AfterEach
    void close() throws SQLException {
        operator.close();
        wallet.close();
        transaction.close();
        database.afterAll(null);
    }

    @Test
    void anOperatorOrdersAndTheServiceMayDoAllThatItTakes() throws JMSException {
        TemporaryQueue answers = operator.createTemporaryQueue();
        Message order = Replay.of(queue, BROKER.subscribeClosed(Destinations.WALLET_EVENTS, queue), null)
                .write(operator);
        order.setJMSReplyTo(answers);
        send(order);

        for (int portions = 0; portions < 3; portions++) {
            assertThat(deliverOne()).isTrue();
        }

        try (JMSConsumer consumer = operator.createConsumer(answers)) {
            assertThat(Replay.delivered(consumer.receive(PATIENCE_MILLIS))).isEqualTo(EVENTS);
        }
        try (JMSConsumer consumer = operator.createConsumer(
                operator.createQueue(Destinations.WALLET_EVENTS + "::" + queue))) {
            for (int i = 1; i <= EVENTS; i++) {
                assertThat(Post.text(consumer.receive(PATIENCE_MILLIS), "cloudEvents_sequence")).isEqualTo("" + i);
            }
        }
    }

    /** The queue may be deleted at any time; the order ends with it and holds up no other. */
    @Test
    void anOrderForAQueueThatIsGoneEnds() throws JMSException {
        send(Replay.of(queue, 1, null).write(operator));

        assertThat(deliverOne()).isTrue();

        try (JMSConsumer consumer = operator.createConsumer(operator.createQueue(Destinations.WALLET_REPLAYS))) {
            assertThat(consumer.receiveNoWait()).isNull();
        }
    }

    /** Whoever gave an order may be gone when it has been carried out. */
    @Test
    void anAnswerThatNobodyWaitsForIsNoFailure() throws JMSException {
        try (JMSContext impatient = BROKER.connections().createContext("operator", "operator")) {
            Message order = Replay.of(queue, BROKER.subscribeClosed(Destinations.WALLET_EVENTS, queue), null).at(EVENTS)
                    .write(impatient);
            order.setJMSReplyTo(impatient.createTemporaryQueue());
            send(order);
        }

        assertThat(deliverOne()).isTrue();
    }

    private void send(Message order) {
        operator.createProducer().send(operator.createQueue(Destinations.WALLET_REPLAYS), order);
    }

    /** Delivers an order in a transaction, and tells whether that was committed. */
    private boolean deliverOne() {
        AtomicBoolean rollbackOnly = new AtomicBoolean();
        try (JMSConsumer consumer = transaction.createConsumer(
                transaction.createQueue(Destinations.WALLET_REPLAYS))) {
            replayer.receive(consumer.receive(PATIENCE_MILLIS), () -> rollbackOnly.set(true));
        }
        if (rollbackOnly.get()) {
            transaction.rollback();
        } else {
            transaction.commit();
        }
        return !rollbackOnly.get();
    }
}

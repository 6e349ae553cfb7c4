package org.ewallet.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.Envelope;
import org.ewallet.messaging.CloudEvents;
import org.ewallet.messaging.ConfiguredBroker;
import org.ewallet.messaging.Letter;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows who is told what happens to wallets, by a broker with the real rights. */
class LiveEventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SERVICE = "notification.wallet-events";

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private LiveEvents events;
    private JMSContext wallet;

    @BeforeEach
    void open() {
        events = new LiveEvents(frontDoor(), Executors.defaultThreadFactory());
        wallet = BROKER.connections().createContext("wallet", "wallet");
    }

    @AfterEach
    void close() {
        events.close();
        wallet.close();
        await(() -> BROKER.queues(Destinations.WALLET_EVENTS).equals(List.of(SERVICE)));
    }

    @Test
    void aPersonIsToldOfOwnWalletsInTheFormOfServerSentEvents() throws IOException {
        FakeConnection johny = listen("johny", "johny.EUR");
        FakeConnection mary = listen("mary", "mary.EUR");

        publish("e1", "FundsDeposited", "{\"walletId\":\"johny.EUR\",\"ownerId\":\"johny\",\"amountMinor\":1}");
        publish("e2", "FundsDeposited", "{\"walletId\":\"mary.EUR\",\"ownerId\":\"mary\",\"amountMinor\":2}");

        await(() -> !johny.read().isEmpty() && !mary.read().isEmpty());
        assertThat(johny.read()).isEqualTo("id: e1\nevent: FundsDeposited\ndata: {\"type\":\"FundsDeposited\","
                + "\"time\":\"2030-01-31T12:00:00Z\",\"correlationId\":\"c-e1\","
                + "\"data\":{\"walletId\":\"johny.EUR\",\"ownerId\":\"johny\",\"amountMinor\":1}}\n\n");
        assertThat(mary.read()).startsWith("id: e2\n").doesNotContain("johny");
    }

    @Test
    void theBrokerIsListenedToOnlyWhileSomebodyListens() throws IOException {
        assertThat(BROKER.queues(Destinations.WALLET_EVENTS)).containsExactly(SERVICE);

        FakeConnection johny = listen("johny", "johny.EUR");
        assertThat(BROKER.queues(Destinations.WALLET_EVENTS)).hasSize(2);

        johny.breakOff();
        publish("e1", "FundsDeposited", "{\"walletId\":\"johny.EUR\"}");
        await(() -> BROKER.queues(Destinations.WALLET_EVENTS).size() == 1);
        assertThat(events.size()).isZero();
        listen("johny", "johny.EUR");
        assertThat(BROKER.queues(Destinations.WALLET_EVENTS)).hasSize(2);
    }

    @Test
    void whatCannotBeReadIsToldToNobodyAndStopsNothing() throws IOException {
        FakeConnection johny = listen("johny", "johny.EUR");

        wallet.createProducer().send(wallet.createTopic(Destinations.WALLET_EVENTS), "nonsense");
        publish("e1", "FundsDeposited", "{\"walletId\":\"johny.EUR\"}");

        await(() -> johny.read().startsWith("id: e1"));
    }

    @Test
    void oneCallerHasSoManyStreamsAndNoMore() throws IOException {
        List<FakeConnection> connections = new ArrayList<>();
        for (int i = 0; i < LiveEvents.MOST_STREAMS_OF_ONE; i++) {
            connections.add(listen("johny", "johny.EUR"));
        }

        assertThat(refusal("johny").problem().status()).isEqualTo(429);
        listen("mary", "mary.EUR");
        connections.get(0).breakOff();
        publish("e1", "FundsDeposited", "{\"walletId\":\"johny.EUR\"}");
        await(() -> connections.get(0).isCompleted());
        listen("johny", "johny.EUR");
    }

    @Test
    void withoutTheBrokerNobodyListens() {
        ActiveMQConnectionFactory nowhere = new ActiveMQConnectionFactory("tcp://127.0.0.1:1");
        events = new LiveEvents(nowhere, Executors.defaultThreadFactory());

        assertThat(refusal("johny").problem().isUnavailable()).isTrue();
        assertThat(events.size()).isZero();
        nowhere.close();
    }

    private FakeConnection listen(String person, String walletId) throws IOException {
        FakeConnection connection = new FakeConnection();
        EventStream stream = connection.stream(person, Interest.inWalletsOf(person));
        events.add(stream);
        stream.interest().add(List.of(walletId));
        stream.begin();
        connection.take(Integer.MAX_VALUE);
        return connection;
    }

    private ProblemException refusal(String caller) {
        return catchThrowableOfType(ProblemException.class,
                () -> events.add(new FakeConnection().stream(caller, Interest.inEverything())));
    }

    private void publish(String id, String type, String data) {
        wallet.createProducer().send(wallet.createTopic(Destinations.WALLET_EVENTS), CloudEvents.write(wallet,
                new Letter(new Envelope(id, "org.ewallet." + type, "wallet", Instant.parse("2030-01-31T12:00:00Z"), null,
                        "c-" + id, null, null, null), data)));
    }

    private static ConnectionFactory frontDoor() {
        return (ConnectionFactory) Proxy.newProxyInstance(LiveEventsTest.class.getClassLoader(),
                new Class<?>[] {ConnectionFactory.class},
                (proxy, method, values) -> BROKER.connections().createContext("frontdoor", "frontdoor"));
    }

    private static void await(Callable<Boolean> question) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!question.call()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

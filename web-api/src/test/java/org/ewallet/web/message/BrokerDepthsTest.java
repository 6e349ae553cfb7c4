package org.ewallet.web.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.time.Clock;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ewallet.messaging.ConfiguredBroker;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterSelection;
import org.ewallet.messaging.operations.OperatorDesk;
import org.ewallet.web.health.Probes;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what the front door counts in the queues of a box, asked of a broker with the real rights. */
class BrokerDepthsTest {

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private static final String BOX = "wallet.commands";
    private static final String OTHER_BOX = "account.commands";
    private static final long LATER_MILLIS = 3_600_000;
    private static final long LIMIT_MILLIS = 5_000;

    private final BrokerDepths depths = new BrokerDepths(BROKER.connections(), probes(true));

    @BeforeAll
    static void logInAsFrontDoor() {
        ((ActiveMQConnectionFactory) BROKER.connections()).setUser("frontdoor").setPassword("frontdoor");
    }

    @AfterEach
    void empty() {
        for (String box : List.of(BOX, OTHER_BOX)) {
            List.of("", ".accepted", ".expired", ".dead", ".invalid").forEach(end -> BROKER.removeAll(box + end));
        }
        BROKER.removeAll("operations.acts");
    }

    @Test
    void anEmptyBoxHasNothing() {
        assertThat(depth(BOX)).isEqualTo(new BoxDepth(0, 0, 0, 0, 0, 0, 0, null, true));
    }

    @Test
    void lettersAreCountedByWhereTheyLie() {
        send("sender", BOX, 3, 0);
        send("sender", BOX, 2, LATER_MILLIS);
        send("wallet", BOX + ".dead", 4, 0);
        send("wallet", BOX + ".invalid", 5, 0);
        send("account", OTHER_BOX + ".dead", 6, 0);

        BoxDepth depth = depth(BOX);

        assertThat(depth.oldestMillis()).isNotNegative();
        assertThat(depth).isEqualTo(new BoxDepth(5, 5, 2, 4, 5, 0, 0, depth.oldestMillis(), true));
    }

    @Test
    void lettersThatOperatorsPutBackOrThrewAwayAreTakenOut() {
        send("wallet", BOX + ".dead", 2, 0);
        send("wallet", BOX + ".invalid", 3, 0);
        send("account", OTHER_BOX + ".dead", 4, 0);
        try (OperatorDesk desk = OperatorDesk.open(BROKER.connections(), "operator", "operator", Clock.systemUTC())) {
            desk.replay(new LetterSelection(Aside.DEAD, BOX, null, null), null);
            desk.discard(new LetterSelection(Aside.INVALID, BOX, null, null), "a test");
            desk.discard(new LetterSelection(Aside.DEAD, OTHER_BOX, null, null), "a test");
        }

        BoxDepth depth = depth(BOX);

        assertThat(depth).isEqualTo(new BoxDepth(2, 2, 0, 0, 0, 0, 5, depth.oldestMillis(), true));
        assertThat(depth(OTHER_BOX).takenOut()).isEqualTo(4);
    }

    @Test
    void beforeWhatACrashLeftOpenIsSettledNothingIsTold() {
        BrokerDepths unsettled = new BrokerDepths(BROKER.connections(), probes(false));

        assertUnavailable(unsettled::open);
        assertUnavailable(unsettled::requireSettled);
    }

    @Test
    void whileTheBrokerIsDownNothingIsTold() {
        assertUnavailable(new BrokerDepths(
                new ActiveMQConnectionFactory("tcp://127.0.0.1:1?initialConnectAttempts=1"), probes(true))::open);
    }

    @Test
    void theBoxesAreThoseOfCommandsAndTheDurableSubscriptions() {
        assertThat(boxes()).extracting(BoxState::name, BoxState::topic).containsExactly(
                tuple("account.commands", null), tuple(BOX, null), tuple("notification.commands", null),
                tuple("notification.account-events", "account.events"),
                tuple("notification.wallet-events", "wallet.events"),
                tuple("wallet.account-events", "account.events"), tuple("wallet.order-events", "order.events"));
    }

    @Test
    void ofABoxIsToldWhatLiesThereAndWhoReadsIt() {
        BoxState before = box(BOX);
        send("sender", BOX, 3, 0);
        send("sender", BOX, 2, LATER_MILLIS);
        send("wallet", BOX + ".dead", 4, 0);
        send("wallet", BOX + ".invalid", 1, 0);

        BoxState box = box(BOX);

        assertThat(before).isEqualTo(new BoxState(BOX, null, 0, 0, null, 0, false, before.added(), before.taken(),
                0L, 0L));
        assertThat(box.oldestMillis()).isBetween(0L, LATER_MILLIS);
        assertThat(box).isEqualTo(new BoxState(BOX, null, 5, 2, box.oldestMillis(), 0, false, before.added() + 5,
                before.taken(), 4L, 1L));
    }

    @Test
    void whatAReaderTakesIsCounted() {
        long before = box(BOX).taken();
        send("sender", BOX, 3, 0);
        try (JMSContext jms = BROKER.connections().createContext("wallet", "wallet");
                JMSConsumer consumer = jms.createConsumer(jms.createQueue(BOX))) {
            assertThat(box(BOX).consumers()).isOne();
            for (int i = 0; i < 3; i++) {
                assertThat(consumer.receive(LIMIT_MILLIS)).isNotNull();
            }
        }

        BoxState box = box(BOX);

        assertThat(box.consumers()).isZero();
        assertThat(box.letters()).isZero();
        assertThat(box.taken()).isEqualTo(before + 3);
    }

    @Test
    void anOutsidersSubscriptionIsToldAndHasNoBoxesForLettersPutAside() {
        try (JMSContext jms = BROKER.connections().createContext("sender", "sender")) {
            jms.createSharedDurableConsumer(jms.createTopic("notification.events"), "outsider").close();
            publish("notification", "notification.events");

            BoxState box = box("outsider");

            assertThat(box).isEqualTo(new BoxState("outsider", "notification.events", 1, 0, box.oldestMillis(), 0,
                    false, 1, 0, null, null));
            assertThat(box.oldestMillis()).isNotNegative();
            jms.unsubscribe("outsider");
        }
    }

    private List<BoxState> boxes() {
        try (BrokerDepths.Conversation conversation = depths.open()) {
            return conversation.boxes();
        }
    }

    private BoxState box(String name) {
        return boxes().stream().filter(box -> box.name().equals(name)).findFirst().orElseThrow();
    }

    private static void publish(String user, String topic) {
        try (JMSContext jms = BROKER.connections().createContext(user, user)) {
            jms.createProducer().send(jms.createTopic(topic), "{}");
        }
    }

    private BoxDepth depth(String box) {
        try (BrokerDepths.Conversation conversation = depths.open()) {
            return conversation.depth(box);
        }
    }

    private static void send(String user, String queue, int letters, long delayMillis) {
        try (JMSContext jms = BROKER.connections().createContext(user, user)) {
            JMSProducer producer = jms.createProducer().setDeliveryDelay(delayMillis);
            for (int i = 0; i < letters; i++) {
                producer.send(jms.createQueue(queue), "{}");
            }
        }
    }

    private static Probes probes(boolean brokerAnswers) {
        return new Probes() {
            @Override
            public boolean brokerAnswers() {
                return brokerAnswers;
            }
        };
    }

    private static void assertUnavailable(ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().isUnavailable()).isTrue());
    }
}

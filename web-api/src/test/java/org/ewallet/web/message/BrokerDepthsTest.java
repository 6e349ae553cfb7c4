package org.ewallet.web.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

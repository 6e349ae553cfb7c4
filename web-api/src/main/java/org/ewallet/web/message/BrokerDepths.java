package org.ewallet.web.message;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.operations.BrokerQuestions;
import org.ewallet.messaging.operations.OperatorDesk;
import org.ewallet.web.health.Probes;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Asks the broker what lies in its queues and who reads them, by its management messages. */
@ApplicationScoped
public class BrokerDepths {

    @Resource(lookup = "jms/ewallet-frontdoor")
    private ConnectionFactory connections;

    @Inject
    private Probes probes;

    /** Where people find the broker's own web console. */
    @Inject
    @ConfigProperty(name = "ewallet.console.url")
    private Optional<String> console = Optional.empty();

    /** For CDI. */
    public BrokerDepths() {
    }

    /** For tests. */
    BrokerDepths(ConnectionFactory connections, Probes probes) {
        this.connections = connections;
        this.probes = probes;
    }

    /**
     * Begins to ask; not before all transactions of a life that ended by a crash are settled.
     *
     * @throws ProblemException of status 503 if the broker does not answer
     */
    Conversation open() {
        requireSettled();
        try {
            return new BrokerConversation(connections.createContext());
        } catch (JMSRuntimeException e) {
            throw down(e);
        }
    }

    /**
     * Returns when all transactions of a life that ended by a crash are settled.
     *
     * @throws ProblemException of status 503 if they are not
     */
    void requireSettled() {
        if (!probes.brokerAnswers()) {
            throw down(null);
        }
    }

    /** Where people find the broker's own web console; empty if nobody said. */
    Optional<String> console() {
        return console;
    }

    /** Questions to the broker, one after the other. */
    interface Conversation extends AutoCloseable {

        /** What lies in the queues of a box, read as nearly at one instant as the broker can. */
        BoxDepth depth(String box);

        /** Every command box, then every durable subscription by its name. */
        List<BoxState> boxes();

        /** How many transactions are prepared that have not ended. */
        int preparedTransactions();

        @Override
        void close();
    }

    private static ProblemException down(Exception cause) {
        return new ProblemException(Problem.unavailable(
                "the broker does not answer now, or what a crash left open is not settled yet; ask again"), cause);
    }

    private static final class BrokerConversation implements Conversation {

        private static final String NO_FILTER = "{\"field\":\"\",\"operation\":\"\",\"value\":\"\"}";
        private static final int FIRST_PAGE = 1;
        private static final int ALL = 1_000;

        private final BrokerQuestions broker;

        BrokerConversation(JMSContext jms) {
            try {
                broker = new BrokerQuestions(jms, jms.createQueue("reply.balance." + Ids.next()));
            } catch (JMSRuntimeException e) {
                jms.close();
                throw e;
            }
        }

        @Override
        public BoxDepth depth(String box) {
            try {
                List<TextMessage> questions = List.of(
                        count(Destinations.accepted(box)),
                        count(box),
                        broker.attribute(box, "scheduledCount"),
                        count(Destinations.dead(box)),
                        count(Destinations.invalid(box)),
                        count(Destinations.expired(box)),
                        takenOut(box),
                        broker.attribute(box, "firstMessageAge"),
                        count(Destinations.accepted(box)),
                        count(box));
                List<Long> told = broker.ask(questions).stream().map(BrokerQuestions.Answer::number).toList();
                boolean still = told.get(0).equals(told.get(8)) && told.get(1).equals(told.get(9));
                return new BoxDepth(told.get(0), told.get(1), told.get(2), told.get(3), told.get(4), told.get(5),
                        told.get(6), told.get(7), still);
            } catch (JMSException | JMSRuntimeException e) {
                throw down(e);
            }
        }

        @Override
        public List<BoxState> boxes() {
            try {
                TextMessage everything = broker.ofBroker("listQueues", NO_FILTER, FIRST_PAGE, ALL);
                String all = broker.ask(List.of(everything)).get(0).value().textValue();
                List<JsonNode> queues = new ArrayList<>();
                Codec.readTree(all).path("data").forEach(queues::add);
                List<BoxState> boxes = BoxState.of(queues);
                List<TextMessage> questions = new ArrayList<>();
                for (BoxState box : boxes) {
                    questions.add(broker.attribute(box.name(), "firstMessageAge"));
                }
                List<BrokerQuestions.Answer> ages = broker.ask(questions);
                return IntStream.range(0, boxes.size())
                        .mapToObj(i -> boxes.get(i).withOldest(ages.get(i).numberIfTold())).toList();
            } catch (JMSException | JMSRuntimeException e) {
                throw down(e);
            }
        }

        @Override
        public int preparedTransactions() {
            try {
                return broker.ask(List.of(broker.ofBroker("listPreparedTransactions"))).get(0).value().size();
            } catch (JMSException | JMSRuntimeException e) {
                throw down(e);
            }
        }

        private TextMessage count(String queue) throws JMSException {
            return broker.attribute(queue, "messageCount");
        }

        private TextMessage takenOut(String box) throws JMSException {
            return broker.ofQueue(Destinations.OPERATIONS_ACTS, "countMessages", OperatorDesk.BOX + " = '" + box + "'");
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}

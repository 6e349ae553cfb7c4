package org.ewallet.web.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.operations.OperatorDesk;
import org.ewallet.web.health.Probes;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Asks the broker what lies in its queues and who reads them, by its management messages. */
@ApplicationScoped
public class BrokerDepths {

    private static final String QUEUE = "queue.";

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

        private static final String ADDRESS = "activemq.management";
        private static final long LIMIT_MILLIS = 5_000;
        private static final String NO_FILTER = "{\"field\":\"\",\"operation\":\"\",\"value\":\"\"}";
        private static final int FIRST_PAGE = 1;
        private static final int ALL = 1_000;

        private final JMSContext jms;
        private final Queue answers;
        private final JMSConsumer consumer;

        BrokerConversation(JMSContext jms) {
            this.jms = jms;
            try {
                answers = jms.createQueue("reply.balance." + Ids.next());
                consumer = jms.createConsumer(answers);
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
                        attribute(box, "scheduledCount"),
                        count(Destinations.dead(box)),
                        count(Destinations.invalid(box)),
                        count(Destinations.expired(box)),
                        takenOut(box),
                        attribute(box, "firstMessageAge"),
                        count(Destinations.accepted(box)),
                        count(box));
                List<Long> told = ask(questions).stream().map(Answer::number).toList();
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
                TextMessage everything = operation("broker", "listQueues", List.of(NO_FILTER, FIRST_PAGE, ALL));
                String all = ask(List.of(everything)).get(0).value().textValue();
                List<JsonNode> queues = new ArrayList<>();
                Codec.readTree(all).path("data").forEach(queues::add);
                List<BoxState> boxes = BoxState.of(queues);
                List<TextMessage> questions = new ArrayList<>();
                for (BoxState box : boxes) {
                    questions.add(attribute(box.name(), "firstMessageAge"));
                }
                List<Answer> ages = ask(questions);
                return IntStream.range(0, boxes.size())
                        .mapToObj(i -> boxes.get(i).withOldest(ages.get(i).numberIfTold())).toList();
            } catch (JMSException | JMSRuntimeException e) {
                throw down(e);
            }
        }

        @Override
        public int preparedTransactions() {
            try {
                return ask(List.of(operation("broker", "listPreparedTransactions", List.of()))).get(0).value().size();
            } catch (JMSException | JMSRuntimeException e) {
                throw down(e);
            }
        }

        private TextMessage count(String queue) throws JMSException {
            return attribute(queue, "messageCount");
        }

        private TextMessage attribute(String queue, String name) throws JMSException {
            TextMessage question = jms.createTextMessage();
            question.setStringProperty("_AMQ_ResourceName", QUEUE + queue);
            question.setStringProperty("_AMQ_Attribute", name);
            return question;
        }

        private TextMessage takenOut(String box) throws JMSException {
            return operation(QUEUE + Destinations.OPERATIONS_ACTS, "countMessages",
                    List.of(OperatorDesk.BOX + " = '" + box + "'"));
        }

        private TextMessage operation(String resource, String name, List<?> parameters) throws JMSException {
            TextMessage question = jms.createTextMessage(Codec.write(parameters));
            question.setStringProperty("_AMQ_ResourceName", resource);
            question.setStringProperty("_AMQ_OperationName", name);
            return question;
        }

        /** All questions are under way before the first answer is read: the broker takes one right after another. */
        private List<Answer> ask(List<TextMessage> questions) throws JMSException {
            for (TextMessage question : questions) {
                question.setJMSReplyTo(answers);
                jms.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                        .send(jms.createQueue(ADDRESS), question);
            }
            List<Answer> told = new ArrayList<>(questions.size());
            for (TextMessage question : questions) {
                told.add(answer(question));
            }
            return told;
        }

        private Answer answer(TextMessage question) throws JMSException {
            Message answer = consumer.receive(LIMIT_MILLIS);
            if (answer == null) {
                throw down(null);
            }
            return new Answer(question.getStringProperty("_AMQ_ResourceName"),
                    answer.getBooleanProperty("_AMQ_OperationSucceeded"), answer.getBody(String.class));
        }

        @Override
        public void close() {
            jms.close();
        }
    }

    /**
     * What the broker answered.
     *
     * @param resource what it was asked about
     * @param isTold whether it told; otherwise it refused
     * @param body null if there is nothing to tell, such as the age of the first letter of an empty box
     */
    private record Answer(String resource, boolean isTold, String body) {

        JsonNode value() {
            if (!isTold) {
                throw new IllegalStateException("the broker refused to tell about " + resource + ": " + body);
            }
            return body == null ? MissingNode.getInstance() : Codec.readTree(body).path(0);
        }

        /** Null if there is nothing to tell. */
        Long number() {
            return value().isNumber() ? value().longValue() : null;
        }

        /** Null also if the broker refuses: a subscription may be gone a moment after it was there. */
        Long numberIfTold() {
            return isTold ? number() : null;
        }
    }
}

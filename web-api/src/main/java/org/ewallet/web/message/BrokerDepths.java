package org.ewallet.web.message;

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
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.operations.OperatorDesk;
import org.ewallet.web.health.Probes;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Asks the broker how many letters lie in its queues, by its management messages. */
@ApplicationScoped
public class BrokerDepths {

    private static final String QUEUE = "queue.";

    @Resource(lookup = "jms/ewallet-frontdoor")
    private ConnectionFactory connections;

    @Inject
    private Probes probes;

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

    /** Questions to the broker, one after the other. */
    interface Conversation extends AutoCloseable {

        /** What lies in the queues of a box, read as nearly at one instant as the broker can. */
        BoxDepth depth(String box);

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
                List<Long> told = ask(questions);
                boolean still = told.get(0).equals(told.get(8)) && told.get(1).equals(told.get(9));
                return new BoxDepth(told.get(0), told.get(1), told.get(2), told.get(3), told.get(4), told.get(5),
                        told.get(6), told.get(7), still);
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
            TextMessage question =
                    jms.createTextMessage(Codec.write(List.of(OperatorDesk.BOX + " = '" + box + "'")));
            question.setStringProperty("_AMQ_ResourceName", QUEUE + Destinations.OPERATIONS_ACTS);
            question.setStringProperty("_AMQ_OperationName", "countMessages");
            return question;
        }

        /** All questions are under way before the first answer is read: the broker takes one right after another. */
        private List<Long> ask(List<TextMessage> questions) throws JMSException {
            for (TextMessage question : questions) {
                question.setJMSReplyTo(answers);
                jms.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                        .send(jms.createQueue(ADDRESS), question);
            }
            List<Long> told = new ArrayList<>(questions.size());
            for (TextMessage question : questions) {
                told.add(answer(question));
            }
            return told;
        }

        private Long answer(TextMessage question) throws JMSException {
            Message answer = consumer.receive(LIMIT_MILLIS);
            if (answer == null) {
                throw down(null);
            }
            String body = answer.getBody(String.class);
            if (!answer.getBooleanProperty("_AMQ_OperationSucceeded")) {
                throw new IllegalStateException("the broker refused to tell about "
                        + question.getStringProperty("_AMQ_ResourceName") + ": " + body);
            }
            // No body: the broker has nothing to tell, such as the age of the first letter of an empty box.
            return body == null ? null : Codec.readTree(body).path(0).longValue();
        }

        @Override
        public void close() {
            jms.close();
        }
    }
}

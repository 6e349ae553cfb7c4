package org.ewallet.messaging.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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

/**
 * Asks the broker about itself, by the messages of Artemis' management API. Not for use by several threads at once; to be
 * closed, which closes the context too.
 */
public final class BrokerQuestions implements AutoCloseable {

    private static final String ADDRESS = "activemq.management";
    private static final String RESOURCE = "_AMQ_ResourceName";
    private static final String QUEUE = "queue.";
    private static final long LIMIT_MILLIS = 5_000;

    private final JMSContext jms;
    private final Queue answers;
    private final JMSConsumer consumer;

    /**
     * @param jms of its own, and not transacted
     * @param answers a queue that nobody else reads
     */
    public BrokerQuestions(JMSContext jms, Queue answers) {
        this.jms = jms;
        this.answers = answers;
        this.consumer = jms.createConsumer(answers);
    }

    /**
     * What the broker answered.
     *
     * @param resource what it was asked about
     * @param isTold whether it told; otherwise it refused
     * @param body null if there is nothing to tell, such as the age of the first letter of an empty box
     */
    public record Answer(String resource, boolean isTold, String body) {

        /** @throws IllegalStateException if the broker refused */
        public JsonNode value() {
            if (!isTold) {
                throw new IllegalStateException("the broker refused to tell about " + resource + ": " + body);
            }
            return body == null ? MissingNode.getInstance() : Codec.readTree(body).path(0);
        }

        /** Null if there is nothing to tell. */
        public Long number() {
            return value().isNumber() ? value().longValue() : null;
        }

        /** Null also if the broker refuses: a subscription may be gone a moment after it was there. */
        public Long numberIfTold() {
            return isTold ? number() : null;
        }
    }

    /** Asks for an attribute of a queue. */
    public TextMessage attribute(String queue, String name) throws JMSException {
        TextMessage question = jms.createTextMessage();
        question.setStringProperty(RESOURCE, QUEUE + queue);
        question.setStringProperty("_AMQ_Attribute", name);
        return question;
    }

    /** Asks for the result of an operation of a queue. */
    public TextMessage ofQueue(String queue, String operation, Object... parameters) throws JMSException {
        return operation(QUEUE + queue, operation, parameters);
    }

    /** Asks for the result of an operation of the broker as a whole. */
    public TextMessage ofBroker(String operation, Object... parameters) throws JMSException {
        return operation("broker", operation, parameters);
    }

    private TextMessage operation(String resource, String name, Object... parameters) throws JMSException {
        TextMessage question = jms.createTextMessage(Codec.write(List.of(parameters)));
        question.setStringProperty(RESOURCE, resource);
        question.setStringProperty("_AMQ_OperationName", name);
        return question;
    }

    /**
     * The answers, in the order of the questions. All questions are under way before the first answer is read: the broker
     * takes one right after another.
     *
     * @throws JMSRuntimeException if the broker does not answer within five seconds
     */
    public List<Answer> ask(List<TextMessage> questions) throws JMSException {
        for (TextMessage question : questions) {
            question.setJMSReplyTo(answers);
            jms.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(jms.createQueue(ADDRESS), question);
        }
        List<Answer> told = new ArrayList<>(questions.size());
        for (TextMessage question : questions) {
            Message answer = consumer.receive(LIMIT_MILLIS);
            if (answer == null) {
                throw new JMSRuntimeException("the broker does not answer questions about itself");
            }
            told.add(new Answer(question.getStringProperty(RESOURCE), answer.getBooleanProperty("_AMQ_OperationSucceeded"),
                    answer.getBody(String.class)));
        }
        return told;
    }

    @Override
    public void close() {
        jms.close();
    }
}

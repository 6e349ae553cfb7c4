package org.ewallet.cli.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.CliException;

/** The operator's questions and orders to the broker, by its management messages. */
public final class BrokerManagement implements AutoCloseable {

    private static final String ADDRESS = "activemq.management";
    private static final String NO_FILTER = "{\"field\":\"\",\"operation\":\"\",\"value\":\"\"}";
    private static final int ALL = 1000;
    private static final long LIMIT_MILLIS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;
    private final TemporaryQueue replies;
    private final JMSConsumer consumer;

    public BrokerManagement(BrokerAddress address) {
        factory = new ActiveMQConnectionFactory("tcp://" + address.host() + ":" + address.port());
        try {
            context = factory.createContext(address.user(), address.password());
            replies = context.createTemporaryQueue();
            consumer = context.createConsumer(replies);
        } catch (JMSRuntimeException e) {
            factory.close();
            throw new CliException("Cannot log in to the broker (" + address + "): " + e.getMessage(), e);
        }
    }

    /** Every queue that has a name of its own, sorted by name; not the temporary ones. */
    public List<QueueDepth> queues() {
        List<QueueDepth> queues = new ArrayList<>();
        for (JsonNode queue : json((String) call(ResourceNames.BROKER, "listQueues", NO_FILTER, 1, ALL)).path("data")) {
            if (!queue.path("temporary").asBoolean() && !queue.path("internalQueue").asBoolean()) {
                queues.add(new QueueDepth(queue.path("name").asText(), queue.path("messageCount").asLong(),
                        queue.path("deliveringCount").asLong(), queue.path("scheduledCount").asLong(),
                        queue.path("consumerCount").asLong(), queue.path("paused").asBoolean()));
            }
        }
        queues.sort((one, other) -> one.name().compareTo(other.name()));
        return queues;
    }

    /** One queue. */
    public QueueDepth queue(String name) {
        return queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CliException("The broker has no queue " + name + "."));
    }

    /** Stops deliveries from a queue; letters go on coming in. */
    public void pause(String queue) {
        call(ResourceNames.QUEUE + queue, "pause");
    }

    /** The opposite of {@link #pause}. */
    public void resume(String queue) {
        call(ResourceNames.QUEUE + queue, "resume");
    }

    /** Transactions that were prepared and neither committed nor rolled back: money in the balance. */
    public List<String> preparedTransactions() {
        return Arrays.stream((Object[]) call(ResourceNames.BROKER, "listPreparedTransactions"))
                .map(String::valueOf)
                .toList();
    }

    @Override
    public void close() {
        context.close();
        factory.close();
    }

    private Object call(String resource, String operation, Object... arguments) {
        try {
            Message question = context.createMessage();
            JMSManagementHelper.putOperationInvocation(question, resource, operation, arguments);
            question.setJMSReplyTo(replies);
            context.createProducer().send(context.createQueue(ADDRESS), question);
            Message answer = consumer.receive(LIMIT_MILLIS);
            if (answer == null) {
                throw new CliException("The broker did not answer " + operation + " of " + resource + ".");
            }
            Object result = JMSManagementHelper.getResult(answer);
            if (!JMSManagementHelper.hasOperationSucceeded(answer)) {
                throw new CliException("The broker refused " + operation + " of " + resource + ": " + result);
            }
            return result;
        } catch (JMSException e) {
            throw failed(operation, e);
        } catch (Exception e) {
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw failed(operation, e);
        }
    }

    private static CliException failed(String operation, Exception e) {
        return new CliException("Cannot ask the broker for " + operation + ": " + e.getMessage(), e);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CliException("The broker's answer is no JSON: " + text, e);
        }
    }
}

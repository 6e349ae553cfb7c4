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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.CliException;
import org.ewallet.contract.Destinations;

/** The operator's questions and orders to the broker, by its management messages. */
public final class BrokerManagement implements AutoCloseable {

    private static final String ADDRESS = "activemq.management";
    private static final String NO_FILTER = "{\"field\":\"\",\"operation\":\"\",\"value\":\"\"}";
    private static final int ALL = 1000;
    private static final int LISTINGS = 3;
    private static final List<String> TOPICS = List.of(Destinations.ACCOUNT_EVENTS, Destinations.WALLET_EVENTS,
            Destinations.ORDER_EVENTS, Destinations.NOTIFICATION_EVENTS);
    private static final int HUNDRED_PERCENT = 100;
    private static final long LIMIT_MILLIS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActiveMQConnectionFactory factory;
    private final JMSContext context;
    private final TemporaryQueue replies;
    private final JMSConsumer consumer;

    public BrokerManagement(BrokerAddress address) {
        factory = new ActiveMQConnectionFactory(address.core());
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
        for (JsonNode queue : listQueues()) {
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

    /** The topics that can be subscribed to. */
    public static List<String> topics() {
        return TOPICS;
    }

    /** Every address, those included that the broker makes for itself. */
    public List<String> addresses() {
        return Arrays.stream((Object[]) attribute(ResourceNames.BROKER, "addressNames")).map(String::valueOf).toList();
    }

    /** Whether what comes to an address goes to disk because its memory is full. */
    public boolean isPaging(String address) {
        return (Boolean) attribute(ResourceNames.ADDRESS + address, "paging");
    }

    /** The memory that the letters of an address take, in bytes. */
    public long memory(String address) {
        return number(attribute(ResourceNames.ADDRESS + address, "addressSize"));
    }

    /** The disk of the broker. */
    public DiskUsage disk() {
        Number used = (Number) attribute(ResourceNames.BROKER, "diskStoreUsage");
        return new DiskUsage((int) Math.round(HUNDRED_PERCENT * used.doubleValue()),
                (int) number(attribute(ResourceNames.BROKER, "maxDiskUsage")));
    }

    /** The durable subscriptions to all topics, sorted by topic and name. */
    public List<Subscription> subscriptions() {
        List<Subscription> subscriptions = new ArrayList<>();
        for (JsonNode queue : listQueues()) {
            if (TOPICS.contains(queue.path("address").asText()) && queue.path("durable").asBoolean()) {
                subscriptions.add(subscription(queue));
            }
        }
        subscriptions.sort(Comparator.comparing(Subscription::topic).thenComparing(Subscription::queue));
        return subscriptions;
    }

    /**
     * Makes the queue of a subscription: it gets every event from now on.
     *
     * @throws CliException if there is a queue of that name already
     */
    public void subscribe(String topic, String queue) {
        createQueue(topic, queue, true);
    }

    /**
     * Makes the queue of a subscription that joins: it gets no event until a service has put the past into it.
     *
     * @return the broker's id of the queue
     * @throws CliException if there is a queue of that name already
     */
    public long subscribeClosed(String topic, String queue) {
        createQueue(topic, queue, false);
        return number(queueAttribute(queue, "ID"));
    }

    /** How many events ever came into a queue. */
    public long added(String queue) {
        return number(queueAttribute(queue, "messagesAdded"));
    }

    private void createQueue(String topic, String queue, boolean enabled) {
        call(ResourceNames.BROKER, "createQueue", JSON.createObjectNode()
                .put("name", queue)
                .put("address", topic)
                .put("routing-type", RoutingType.MULTICAST.name())
                .put("durable", true)
                .put("enabled", enabled)
                .put("auto-create-address", false)
                .toString());
    }

    /**
     * Deletes the queue of a subscription with the events in it.
     *
     * @param disconnect whether to disconnect those who read it; without it the broker refuses while somebody does
     */
    public void unsubscribe(String queue, boolean disconnect) {
        call(ResourceNames.BROKER, "destroyQueue", queue, disconnect);
    }

    /** Stops deliveries from a queue; letters go on coming in. */
    public void pause(String queue) {
        call(ResourceNames.QUEUE + queue, "pause");
    }

    /** The opposite of {@link #pause}. */
    public void resume(String queue) {
        call(ResourceNames.QUEUE + queue, "resume");
    }

    /** How many letters are in a queue, those included that are being delivered. */
    public long messages(String queue) {
        return number(queueAttribute(queue, "messageCount"));
    }

    /** Throws away everything that lies in a queue, and says how much it was. */
    public long purge(String queue) {
        return number(call(ResourceNames.QUEUE + queue, "removeAllMessages"));
    }

    /** Whether the broker writes what it accepts to disk before it says so. */
    public boolean isDurable() {
        return Stream.of("persistenceEnabled", "journalSyncTransactional", "journalSyncNonTransactional")
                .allMatch(name -> (Boolean) attribute(ResourceNames.BROKER, name));
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

    private Subscription subscription(JsonNode queue) {
        String name = queue.path("name").asText();
        long backlog = queue.path("messageCount").asLong();
        boolean isJoined = !(Boolean) queueAttribute(name, "configurationManaged");
        boolean isJoining = !queue.path("enabled").asBoolean();
        return new Subscription(queue.path("address").asText(), name, isJoined, isJoining,
                queue.path("user").asText(), queue.path("consumerCount").asLong(), backlog,
                backlog == 0 ? Duration.ZERO : age(name), number(queueAttribute(name, "persistentSize")));
    }

    /** The broker has no age to tell when the last event has just gone. */
    private Duration age(String queue) {
        Object millis = queueAttribute(queue, "firstMessageAge");
        return millis == null ? Duration.ZERO : Duration.ofMillis(number(millis));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Artemis fails if somebody's temporary queue vanishes while it makes the list: then it is asked again. */
    private JsonNode listQueues() {
        for (int tries = 1;; tries++) {
            try {
                return json((String) call(ResourceNames.BROKER, "listQueues", NO_FILTER, 1, ALL)).path("data");
            } catch (CliException e) {
                if (tries == LISTINGS) {
                    throw e;
                }
            }
        }
    }

    private Object queueAttribute(String queue, String name) {
        return attribute(ResourceNames.QUEUE + queue, name);
    }

    private Object attribute(String resource, String name) {
        return ask(name, resource, question -> JMSManagementHelper.putAttribute(question, resource, name));
    }

    private Object call(String resource, String operation, Object... arguments) {
        return ask(operation, resource, question ->
                JMSManagementHelper.putOperationInvocation(question, resource, operation, arguments));
    }

    /** Writes a question into a message. */
    private interface Question {

        void write(Message message) throws Exception;
    }

    private Object ask(String operation, String resource, Question content) {
        try {
            Message question = context.createMessage();
            content.write(question);
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

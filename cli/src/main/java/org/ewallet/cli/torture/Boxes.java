package org.ewallet.cli.torture;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Poll;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.QueueDepth;
import org.ewallet.contract.MessageTypes;

/** What lies at the broker. Connects anew when the broker was away. */
final class Boxes implements AutoCloseable {

    private static final String DEAD = ".dead";
    private static final String INVALID = ".invalid";

    private final Installation installation;
    private BrokerManagement management;

    Boxes(Installation installation) {
        this.installation = installation;
    }

    /**
     * A letter that somebody put aside.
     *
     * @param box where it lies
     * @param id of the letter
     * @param type short name
     * @param data its body
     * @param reason why it is there
     */
    record Aside(String box, String id, String type, String data, String reason) {
    }

    /** Waits until the services have nothing left to handle now; what is to come again later does not count. */
    Optional<String> awaitNothingReady(Duration limit) {
        return await(limit, queue -> queue.messages() > queue.scheduled());
    }

    /** Waits until nothing is left to handle, now or later, and no transaction is in doubt. */
    Optional<String> awaitNothingUnderWay(Duration limit) {
        Optional<String> left = await(limit, queue -> queue.messages() > 0);
        return left.isPresent() || Poll.happens(limit, () -> prepared().isEmpty()) ? left
                : Optional.of("transactions in doubt at the broker: " + prepared());
    }

    /** Transactions that are in doubt at the broker. */
    List<String> prepared() {
        return ask(BrokerManagement::preparedTransactions);
    }

    /** Boxes for dead letters that are not empty. */
    List<QueueDepth> dead() {
        return queues().stream().filter(queue -> queue.name().endsWith(DEAD) && queue.messages() > 0).toList();
    }

    /** Every letter in a box for invalid ones. */
    List<Aside> invalid() {
        List<Aside> found = new ArrayList<>();
        BrokerAddress address = installation.broker(BrokerUser.OPERATOR);
        try (ActiveMQConnectionFactory factory =
                        new ActiveMQConnectionFactory(address.core());
                JMSContext context = factory.createContext(address.user(), address.password())) {
            for (QueueDepth queue : queues()) {
                if (queue.name().endsWith(INVALID)) {
                    try (QueueBrowser browser = context.createBrowser(context.createQueue(queue.name()))) {
                        for (Object message : Collections.list(browser.getEnumeration())) {
                            found.add(aside(queue.name(), (Message) message));
                        }
                    }
                }
            }
            return found;
        } catch (JMSException e) {
            throw new CliException("Cannot look into the boxes: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (management != null) {
            try {
                management.close();
            } catch (JMSRuntimeException alreadyGone) {
                management = null;
            }
        }
    }

    private Optional<String> await(Duration limit, Predicate<QueueDepth> busy) {
        List<QueueDepth> left = new ArrayList<>();
        boolean done = Poll.happens(limit, () -> {
            left.clear();
            left.addAll(queues().stream().filter(queue -> isRead(queue) && busy.test(queue)).toList());
            return left.isEmpty();
        });
        return done ? Optional.empty() : Optional.of("not handled within " + limit.toSeconds() + " s: " + left);
    }

    /** The boxes of the services: not those of the operator, and not the subscriptions of others. */
    private static boolean isRead(QueueDepth queue) {
        String name = queue.name();
        return !name.endsWith(DEAD) && !name.endsWith(INVALID)
                && (name.endsWith(".commands") || name.endsWith("-events"));
    }

    private List<QueueDepth> queues() {
        return ask(BrokerManagement::queues);
    }

    private <T> T ask(Function<BrokerManagement, T> question) {
        try {
            return question.apply(connected());
        } catch (JMSRuntimeException | CliException gone) {
            close();
            management = null;
            return question.apply(connected());
        }
    }

    private BrokerManagement connected() {
        if (management == null) {
            management = installation.management();
        }
        return management;
    }

    private static Aside aside(String box, Message message) throws JMSException {
        return new Aside(box, message.getStringProperty("cloudEvents_id"),
                MessageTypes.shortName(message.getStringProperty("cloudEvents_type")),
                message.getBody(String.class), message.getStringProperty("ewallet_reason"));
    }
}

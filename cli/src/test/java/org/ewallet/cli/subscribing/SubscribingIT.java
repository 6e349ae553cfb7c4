package org.ewallet.cli.subscribing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.awaitility.Awaitility;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Subscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/subscribing.md tells: joining, being away, coming back and leaving, at the real broker. */
class SubscribingIT {

    private static final int EVENTS = 20;

    @TempDir
    private static Path directory;
    private static Installation installation;
    private int published;

    @BeforeAll
    static void start() {
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), Settings.onFreePorts());
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
    }

    @AfterAll
    static void stop() {
        installation.stop(Output.to(System.out));
    }

    @AfterEach
    void removeWhatJoined() {
        try (BrokerManagement management = installation.management()) {
            management.subscriptions().stream().filter(Subscription::isJoined)
                    .forEach(joined -> management.unsubscribe(joined.queue(), true));
        }
    }

    /** A subscriber that joins by itself gets each event once, those included that came while it was away. */
    @ParameterizedTest
    @EnumSource
    void a_subscriber_gets_each_event_once_though_it_was_away(Protocol protocol) {
        publish(1);
        Subscriber subscriber = protocol.subscriber(installation.broker(BrokerUser.SENDER));
        subscriber.connect();
        List<String> live = publish(2);
        assertThat(subscriber.take(2)).isEqualTo(live);
        awaitBacklog(protocol.queue, 0);
        subscriber.close();

        List<String> meanwhile = publish(EVENTS);

        subscriber.connect();
        assertThat(subscriber.take(EVENTS)).isEqualTo(meanwhile);
        awaitBacklog(protocol.queue, 0);
        subscriber.close();
        subscriber.connect();
        List<String> afterwards = publish(1);
        assertThat(subscriber.take(1)).as("what comes next, and nothing twice before it").isEqualTo(afterwards);
        awaitBacklog(protocol.queue, 0);
        subscriber.leave();
        assertThat(subscription(protocol.queue)).isEmpty();
    }

    /** Events wait from the moment an operator adds the subscription, though the subscriber was never there. */
    @ParameterizedTest
    @EnumSource
    void what_an_operator_adds_is_read_over_each_protocol(Protocol protocol) {
        String queue = protocol.addedQueue();
        assertThat(protocol == Protocol.MQTT ? run("subscriptions", "add", "wallet.events", "accounting", "--mqtt")
                : run("subscriptions", "add", "wallet.events", "accounting")).isZero();
        List<String> before = publish(EVENTS);

        Subscriber subscriber = protocol.reader(installation.broker(BrokerUser.SENDER));
        subscriber.connect();
        assertThat(subscriber.take(EVENTS)).isEqualTo(before);
        awaitBacklog(queue, 0);
        subscriber.close();

        assertThat(run("subscriptions", "remove", queue)).isZero();
        assertThat(subscription(queue)).isEmpty();
    }

    /** AMQP clients that know no subscriptions attach to {@code topic::queue}. */
    @Test
    void a_queue_can_be_read_by_its_full_name_over_amqp() throws JMSException {
        run("subscriptions", "add", "wallet.events", "accounting");
        List<String> event = publish(1);
        BrokerAddress address = installation.broker(BrokerUser.SENDER);

        try (JMSContext context = new JmsConnectionFactory(amqp(address))
                .createContext(address.user(), address.password())) {
            Message read = context.createConsumer(context.createQueue("wallet.events::accounting"))
                    .receive(Subscriber.LIMIT_MILLIS);
            assertThat(read.getBody(String.class)).isEqualTo(event.get(0));
            assertThat(read.getStringProperty("cloudEvents_id")).isEqualTo("e-1");
        }
    }

    @Test
    void the_list_tells_who_reads_and_what_waits() {
        publish(3);
        run("subscriptions", "add", "wallet.events", "accounting");
        publish(2);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !subscription("accounting").orElseThrow().oldest()
                .minusSeconds(1).isNegative());

        String list = output("subscriptions", "list");

        assertThat(list.lines()).anySatisfy(line -> assertThat(line).matches(
                "wallet\\.events +accounting +joined +0 +2 +[1-9]\\d* s +[1-9]\\d* KB *"));
        assertThat(list.lines()).anySatisfy(line -> assertThat(line)
                .matches("account\\.events +wallet\\.account-events +service's +0 +0 +0 KB *"));
    }

    @Test
    void a_subscription_of_a_service_is_not_removed() {
        assertThat(run("subscriptions", "remove", "wallet.account-events", "--force")).isEqualTo(1);

        assertThat(subscription("wallet.account-events")).isPresent();
    }

    @Test
    void a_subscription_that_is_read_is_removed_only_by_force() {
        try (Subscriber subscriber = Protocol.JMS.subscriber(installation.broker(BrokerUser.SENDER))) {
            subscriber.connect();
            assertThat(output("subscriptions", "remove", "accounting"))
                    .contains("Somebody reads accounting", "--force");
            assertThat(subscription("accounting")).isPresent();

            assertThat(run("subscriptions", "remove", "accounting", "--force")).isZero();

            assertThat(subscription("accounting")).isEmpty();
        }
    }

    @Test
    void what_cannot_be_added_or_removed_is_said_clearly() {
        assertThat(output("subscriptions", "add", "walet.events", "accounting"))
                .contains("There is no topic walet.events", "wallet.events");
        assertThat(output("subscriptions", "add", "wallet.events", "a.b")).contains("The name must have");
        assertThat(output("subscriptions", "remove", "nobody")).contains("There is no subscription nobody");
        run("subscriptions", "add", "wallet.events", "accounting");
        assertThat(output("subscriptions", "add", "order.events", "accounting")).contains("has a queue accounting");
    }

    private static void awaitBacklog(String queue, long events) {
        Awaitility.await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(subscription(queue).orElseThrow().backlog()).isEqualTo(events));
    }

    private static Optional<Subscription> subscription(String queue) {
        try (BrokerManagement management = installation.management()) {
            return management.subscriptions().stream().filter(known -> known.queue().equals(queue)).findFirst();
        }
    }

    /** Publishes events the way the wallet service does, and returns their data. */
    private List<String> publish(int count) {
        BrokerAddress address = installation.broker(BrokerUser.WALLET);
        List<String> events = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(core(address));
                JMSContext wallet = factory.createContext(address.user(), address.password())) {
            for (int i = 0; i < count; i++) {
                published++;
                TextMessage event = wallet.createTextMessage("{\"number\":" + published + "}");
                event.setStringProperty("cloudEvents_id", "e-" + published);
                wallet.createProducer().send(wallet.createTopic(Subscriber.TOPIC), event);
                events.add(event.getText());
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        return events;
    }

    private static int run(String... arguments) {
        return new Ewallet(directory.resolve("run")).run(arguments);
    }

    private static String output(String... arguments) {
        return new Ewallet(directory.resolve("run")).output(arguments);
    }

    private static String core(BrokerAddress address) {
        return "tcp://" + address.host() + ":" + address.port();
    }

    private static String amqp(BrokerAddress address) {
        return "amqp://" + address.host() + ":" + address.port();
    }
}

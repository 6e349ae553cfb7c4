package org.ewallet.cli.subscribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSSecurityRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Subscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real broker does for a subscription that joins with the past; the service is played by the test. */
class JoiningIT {

    private static final String TOPIC = Subscriber.TOPIC;
    private static final String ADDRESS = "wallet.events::accounting";
    /** More than the memory that a topic has. */
    private static final int MANY = 1_400;
    private static final String LONG_TEXT = "x".repeat(8_000);

    @TempDir
    private static Path directory;
    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), Settings.onFreePorts());
        startBroker();
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

    /** Whatever it joins with: the past first, also while it is being put there, and then what is published. */
    @ParameterizedTest
    @EnumSource
    void a_subscriber_that_joins_reads_the_past_and_then_the_present(Protocol protocol) {
        String queue = protocol.addedQueue();
        try (PlayedService wallet = service(BrokerUser.WALLET)) {
            join(protocol == Protocol.MQTT ? new String[] {"--mqtt"} : new String[0]);
            long id = wallet.takeOrder("wallet.replays");
            wallet.publish(TOPIC, "too early");
            wallet.put(TOPIC + "::" + queue, id, "1");
            Subscriber subscriber = protocol.reader(installation.broker(BrokerUser.SENDER));
            subscriber.connect();
            wallet.put(TOPIC + "::" + queue, id, "2");
            wallet.publish(TOPIC, "too early");
            assertThat(subscriber.take(2)).containsExactly("1", "2");

            wallet.open(TOPIC + "::" + queue, id);
            wallet.publish(TOPIC, "3");

            assertThat(subscriber.take(1)).containsExactly("3");
            subscriber.close();
        }
    }

    /** Neither being closed nor being open is forgotten, and what lies on disk is neither. */
    @Test
    void a_broker_that_restarts_goes_on_with_it() {
        List<String> events = IntStream.range(0, MANY).mapToObj(number -> number + LONG_TEXT).toList();
        join();
        long id;
        try (PlayedService wallet = service(BrokerUser.WALLET)) {
            id = wallet.takeOrder("wallet.replays");
            events.forEach(event -> wallet.put(ADDRESS, id, event));
            try (BrokerManagement management = installation.management()) {
                assertThat(management.isPaging(TOPIC)).isTrue();
            }
        }
        restartBroker();
        try (PlayedService wallet = service(BrokerUser.WALLET)) {
            wallet.publish(TOPIC, "too early");
            assertThat(output("subscriptions", "list")).containsPattern("wallet\\.events +accounting +joining +0 +1400 ");
            wallet.open(ADDRESS, id);
            wallet.publish(TOPIC, "live");
        }
        restartBroker();
        try (PlayedService wallet = service(BrokerUser.WALLET)) {
            wallet.publish(TOPIC, "live, too");
        }
        assertThat(output("subscriptions", "list")).containsPattern("wallet\\.events +accounting +joined +0 +1402 ");

        try (Subscriber subscriber = Protocol.JMS.subscriber(installation.broker(BrokerUser.SENDER))) {
            subscriber.connect();
            assertThat(subscriber.take(MANY)).isEqualTo(events);
            assertThat(subscriber.take(2)).containsExactly("live", "live, too");
        }
    }

    /** Only who publishes on a topic fills and opens its subscriptions. */
    @Test
    void others_may_not_fill_or_open_it() {
        join();
        try (PlayedService wallet = service(BrokerUser.WALLET)) {
            long id = wallet.takeOrder("wallet.replays");
            for (BrokerUser user : EnumSet.complementOf(EnumSet.of(BrokerUser.WALLET, BrokerUser.OPERATOR))) {
                try (PlayedService other = service(user)) {
                    assertThatThrownBy(() -> other.put(ADDRESS, id, "false"))
                            .isInstanceOf(JMSSecurityRuntimeException.class);
                    assertThatThrownBy(() -> other.open(ADDRESS, id))
                            .isInstanceOf(JMSSecurityRuntimeException.class);
                }
            }
        }
        assertThat(subscription().backlog()).isZero();
        assertThat(subscription().isJoining()).isTrue();
    }

    /** Who may send to one topic does not get into the subscriptions of another, nor past the receipts of a box. */
    @Test
    void no_other_address_leads_into_it() {
        join();
        try (PlayedService wallet = service(BrokerUser.WALLET); PlayedService shop = service(BrokerUser.SHOP);
                PlayedService sender = service(BrokerUser.SENDER)) {
            long id = wallet.takeOrder("wallet.replays");

            sendAnyway(() -> shop.put("order.events::accounting", id, "false"));
            sendAnyway(() -> shop.open("order.events::accounting", id));
            sendAnyway(() -> sender.put("wallet.commands::accounting", id, "false"));
            wallet.put(ADDRESS, id + 1, "of another queue of that name");
            wallet.open(ADDRESS, id + 1);
        }
        assertThat(subscription().backlog()).isZero();
        assertThat(subscription().isJoining()).isTrue();
    }

    @Test
    void what_cannot_be_joined_is_said_clearly() {
        assertThat(output("subscriptions", "add", "wallet.events", "accounting", "--from", "yesterday"))
                .contains("--from must be a time such as 2030-01-31T12:00:00Z");
        assertThat(output("subscriptions", "add", "order.events", "accounting", "--from", "beginning"))
                .contains("Nobody here keeps the events of order.events");
        run("subscriptions", "add", "wallet.events", "accounting");
        assertThat(output("subscriptions", "add", "wallet.events", "accounting", "--from", "beginning"))
                .contains("The broker has a queue accounting already");
    }

    /** The service is not there: the order waits for it. */
    @Test
    void who_does_not_wait_is_told_what_goes_on() {
        assertThat(output("subscriptions", "add", "wallet.events", "accounting", "--from", "2020-01-01", "--wait", "0"))
                .contains("accounting joins wallet.events", "After 0 s there are 0 past events in the queue accounting",
                        "./ewallet subscriptions list", "./ewallet status");
        try (PlayedService wallet = service(BrokerUser.WALLET)) {
            assertThat(wallet.takeOrder("wallet.replays")).isPositive();
        }
    }

    /** Whether the broker refuses it or takes it and does nothing is not the point. */
    private static void sendAnyway(Runnable send) {
        try {
            send.run();
        } catch (RuntimeException refused) {
            assertThat(refused).hasMessageMatching("(?s).*(exist|permission|support).*");
        }
    }

    private static void join(String... options) {
        List<String> arguments = new ArrayList<>(List.of("subscriptions", "add", TOPIC, "accounting"));
        arguments.addAll(List.of("--from", "beginning", "--wait", "0"));
        arguments.addAll(List.of(options));
        assertThat(run(arguments.toArray(String[]::new))).isZero();
    }

    private static int run(String... arguments) {
        return new Ewallet(directory.resolve("run")).run(arguments);
    }

    private static String output(String... arguments) {
        return new Ewallet(directory.resolve("run")).output(arguments);
    }

    private static Subscription subscription() {
        try (BrokerManagement management = installation.management()) {
            return management.subscriptions().stream().filter(Subscription::isJoined).findFirst().orElseThrow();
        }
    }

    private static void restartBroker() {
        installation.stop(PartName.BROKER, Output.to(System.out));
        startBroker();
    }

    private static void startBroker() {
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
    }

    private static PlayedService service(BrokerUser user) {
        return new PlayedService(installation.broker(user));
    }
}

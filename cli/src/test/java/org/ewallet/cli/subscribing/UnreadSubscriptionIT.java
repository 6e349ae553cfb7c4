package org.ewallet.cli.subscribing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Main;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.Subscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the events of a subscriber that does not come, at the real broker. */
class UnreadSubscriptionIT {

    private static final int EVENTS = 20_000;
    private static final int READ = 15_000;
    private static final int EVENTS_PER_COMMIT = 1_000;
    private static final long MEGABYTE = 1024 * 1024;
    /** {@code max-size-bytes} of the topics in {@code broker.xml}. */
    private static final long MEMORY_OF_A_TOPIC = 20 * MEGABYTE;
    /** What is read ahead of a page file, and what is on the way. */
    private static final long MARGIN = 12 * MEGABYTE;
    private static final long LIMIT_MILLIS = 10_000;
    private static final String NUMBER = "number";
    private static final String QUEUE = "lazy";

    @TempDir
    private static Path directory;
    private static Installation installation;

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

    /**
     * 40 MB (two octets a character) that nobody reads lie on disk, are told, hinder no command, outlive the broker and
     * are all there.
     */
    @Test
    void events_that_nobody_reads_are_kept_on_disk_and_told() throws JMSException {
        assertThat(output("subscriptions", "list", "--check")).doesNotContain("WARNING");
        run("subscriptions", "add", "notification.events", QUEUE);
        publish();

        try (BrokerManagement management = installation.management(); LetterSender sender = installation.sender()) {
            assertThat(management.isPaging("notification.events")).isTrue();
            assertThat(management.memory("notification.events")).isLessThan(MEMORY_OF_A_TOPIC + MARGIN);
            assertThat(lazy(management).backlog()).isEqualTo(EVENTS);
            assertThat(lazy(management).bytes()).isGreaterThan(30 * MEGABYTE);
            sender.send(Letter.with("DepositFunds", "walletId", "johny.EUR"));
            assertThat(management.isPaging("wallet.commands")).isFalse();
        }
        requireWarning(EVENTS);
        // What is left was never in the broker's memory.
        requireInOrder(1, READ);
        installation.stop(PartName.BROKER, Output.to(System.out));
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
        requireWarning(EVENTS - READ);
        try (BrokerManagement management = installation.management()) {
            assertThat(lazy(management).oldest()).isPositive();
        }
        requireInOrder(READ + 1, EVENTS);
        try (BrokerManagement management = installation.management()) {
            assertThat(lazy(management).backlog()).isZero();
        }
    }

    private static void requireWarning(int events) {
        String tooMany = "--alarm-events=" + events;
        String warning = "WARNING: lazy: nobody reads it. " + events + " events wait, the oldest for ";
        assertThat(output("subscriptions", "list", tooMany)).contains(warning);
        assertThat(output("subscriptions", "list", "--alarm-megabytes=5")).contains(warning);
        assertThat(output("subscriptions", "list", "--alarm-hours=0")).contains(warning);
        assertThat(output("status", tooMany)).contains(warning);
        assertThat(run("subscriptions", "list", tooMany, "--check")).isEqualTo(1);
        assertThat(run("subscriptions", "list", "--alarm-events=" + (events + 1), "--check")).isZero();
    }

    private static void publish() throws JMSException {
        BrokerAddress address = installation.broker(BrokerUser.NOTIFICATION);
        String data = "{\"text\":\"" + "x".repeat(1_000) + "\"}";
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address.core())) {
            factory.setBlockOnDurableSend(false);
            try (JMSContext context =
                    factory.createContext(address.user(), address.password(), JMSContext.SESSION_TRANSACTED)) {
                Topic topic = context.createTopic("notification.events");
                JMSProducer producer = context.createProducer();
                for (int i = 1; i <= EVENTS; i++) {
                    TextMessage event = context.createTextMessage(data);
                    event.setIntProperty(NUMBER, i);
                    producer.send(topic, event);
                    if (i % EVENTS_PER_COMMIT == 0) {
                        context.commit();
                    }
                }
            }
        }
    }

    private static void requireInOrder(int first, int last) throws JMSException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address.core());
                JMSContext context =
                        factory.createContext(address.user(), address.password(), JMSContext.SESSION_TRANSACTED)) {
            JMSConsumer consumer =
                    context.createSharedDurableConsumer(context.createTopic("notification.events"), QUEUE);
            for (int i = first; i <= last; i++) {
                Message event = consumer.receive(LIMIT_MILLIS);
                assertThat(event).as("event %d", i).isNotNull();
                assertThat(event.getIntProperty(NUMBER)).isEqualTo(i);
                if (i % EVENTS_PER_COMMIT == 0) {
                    context.commit();
                }
            }
        }
    }

    private static Subscription lazy(BrokerManagement management) {
        return management.subscriptions().stream().filter(found -> found.queue().equals(QUEUE)).findFirst()
                .orElseThrow();
    }

    private static int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--run-dir", directory.resolve("run").toString()));
        return Main.run(all.toArray(String[]::new));
    }

    private static String output(String... arguments) {
        PrintStream standardOutput = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run(arguments);
        } finally {
            System.setOut(standardOutput);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}

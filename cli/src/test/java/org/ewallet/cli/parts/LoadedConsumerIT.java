package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, and a consumer that is killed while it has its arms full. */
class LoadedConsumerIT {

    private static final String BOX = Destinations.WALLET_COMMANDS;
    private static final int LETTERS = 4_000;
    private static final int KILLS = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);

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
     * Shows that letters are neither dead nor lost nor doubled because a consumer was killed, ten times, that had taken
     * some of them and prefetched the others.
     */
    @Test
    void aKilledConsumerThatHadPrefetchedLettersLeavesThemAllInTheirBox() throws IOException, JMSException {
        List<String> ids = IntStream.range(0, LETTERS).mapToObj(number -> Letter.newId()).toList();
        try (LetterSender sender = installation.sender(); BrokerManagement management = installation.management()) {
            sender.sendAll(BOX, ids.stream().map(id -> new Letter(id, "DepositFunds", "{}")).toList());

            for (int kill = 0; kill < KILLS; kill++) {
                killLoadedConsumer(management);
            }

            assertThat(management.queue(Destinations.dead(BOX)).messages()).as("dead letters").isZero();
            assertThat(management.queue(BOX).messages()).as("letters in the box").isEqualTo(LETTERS);
        }
        List<Message> found = takeAll();
        assertThat(idsOf(found)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(found.stream().filter(LoadedConsumerIT::cameBefore).count())
                .as("letters that came again; more of them were prefetched than were ever taken")
                .isGreaterThan(KILLS * LoadedConsumer.SESSIONS * LoadedConsumer.HELD_PER_SESSION);
    }

    /** Returns when the broker has everything back. */
    private static void killLoadedConsumer(BrokerManagement management) throws IOException {
        // All sessions get letters at once, and have room for those that another one gives back.
        management.pause(BOX);
        Process consumer = startConsumer();
        try (BufferedReader told = consumer.inputReader()) {
            assertThat(told.readLine()).isEqualTo(LoadedConsumer.LISTENING);
            management.resume(BOX);
            assertThat(told.readLine()).isEqualTo(LoadedConsumer.HOLDING);
        } finally {
            consumer.destroyForcibly();
        }
        await("the broker has noticed").atMost(LIMIT).until(() -> management.queue(BOX).consumers() == 0
                && management.queue(BOX).delivering() == 0);
    }

    private static Process startConsumer() throws IOException {
        BrokerAddress address = installation.broker(BrokerUser.WALLET);
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                LoadedConsumer.class.getName(), BOX);
        builder.environment().put(LoadedConsumer.BROKER, address.core());
        builder.environment().put(LoadedConsumer.USER, address.user());
        builder.environment().put(LoadedConsumer.PASSWORD, address.password());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<Message> takeAll() {
        BrokerAddress address = installation.broker(BrokerUser.WALLET);
        List<Message> found = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address.core());
                JMSContext wallet = factory.createContext(address.user(), address.password(),
                        JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = wallet.createConsumer(wallet.createQueue(BOX))) {
            for (Message letter = consumer.receiveNoWait(); letter != null; letter = consumer.receiveNoWait()) {
                found.add(letter);
            }
            wallet.commit();
        }
        return found;
    }

    private static List<String> idsOf(List<Message> letters) throws JMSException {
        List<String> ids = new ArrayList<>();
        for (Message letter : letters) {
            ids.add(letter.getStringProperty("cloudEvents_id"));
        }
        return ids;
    }

    private static boolean cameBefore(Message letter) {
        try {
            return letter.getJMSRedelivered();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}

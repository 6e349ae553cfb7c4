package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.CliException;
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
import org.ewallet.cli.clients.OrderPublisher;
import org.ewallet.cli.clients.TrustStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker with {@code --tls}. */
class BrokerTlsIT {

    private static final int LIMIT_MILLIS = 10_000;

    @TempDir
    private static Path directory;
    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = installation(directory.resolve("a run"));
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
    }

    @AfterAll
    static void stop() {
        installation.stop(Output.to(System.out));
    }

    @Test
    void a_letter_comes_in_over_core_and_amqp() {
        try (LetterSender sender = installation.sender(); OrderPublisher shop = installation.shop();
                BrokerManagement management = installation.management()) {
            long letters = management.queue("wallet.commands").messages();
            long orders = management.queue("wallet.order-events").messages();

            sender.send(Letter.with("DepositFunds", "walletId", "johny.EUR"));
            shop.publish(Letter.with("OrderPlaced", "orderId", "o-1"));

            assertThat(management.queue("wallet.commands").messages()).isEqualTo(letters + 1);
            assertThat(management.queue("wallet.order-events").messages()).isEqualTo(orders + 1);
        }
    }

    @Test
    void nobody_gets_in_without_encryption() throws IOException {
        BrokerAddress sender = installation.broker(BrokerUser.SENDER);
        BrokerAddress shop = installation.broker(BrokerUser.SHOP);

        assertThatThrownBy(() -> new LetterSender(plain(sender)).close()).isInstanceOf(CliException.class);
        assertThatThrownBy(() -> new OrderPublisher(plain(shop)).close()).isInstanceOf(CliException.class);
        assertThat(answer("CONNECT\naccept-version:1.2\nhost:x\nlogin:sender\npasscode:" + sender.password()
                + "\n\n\0"))
                .as("STOMP").doesNotContain("CONNECTED");
    }

    /** A client that trusts another certificate is not deceived by ours. */
    @Test
    void a_client_does_not_talk_to_a_broker_it_does_not_trust() {
        Installation other = installation(directory.resolve("other"));
        new OwnCertificate(other.run(), other.secrets()).make();
        TrustStore trustStore = new TrustStore(other.run().trustStore(), other.secrets().trustStore());
        BrokerAddress sender = installation.broker(BrokerUser.SENDER);
        BrokerAddress deceived =
                new BrokerAddress(sender.host(), sender.port(), sender.user(), sender.password(), trustStore);

        assertThatThrownBy(() -> new LetterSender(deceived).close()).isInstanceOf(CliException.class);
        assertThatThrownBy(() -> amqp(deceived).close()).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    void the_certificate_is_good_for_the_name_localhost_too() {
        BrokerAddress sender = installation.broker(BrokerUser.SENDER);
        BrokerAddress named =
                new BrokerAddress("localhost", sender.port(), sender.user(), sender.password(), sender.trustStore());

        core(named.core(), named).close();
        amqp(named).close();
    }

    /** A trusted certificate that names another host does not do; it is the name alone that is wrong with it. */
    @Test
    void a_client_does_not_talk_to_a_broker_of_another_name() {
        Installation misnamed = installation(directory.resolve("misnamed"));
        new OwnCertificate(misnamed.run(), misnamed.secrets(), "dns:broker.example.org").make();
        BrokerAddress sender = misnamed.broker(BrokerUser.SENDER);
        misnamed.start(Set.of(PartName.BROKER), Output.to(System.out));
        try {
            assertThatThrownBy(() -> core(sender.core(), sender).close()).isInstanceOf(JMSRuntimeException.class);
            assertThatThrownBy(() -> amqp(sender).close()).isInstanceOf(JMSRuntimeException.class)
                    .hasStackTraceContaining("subject alternative");
            core(sender.core().replace("verifyHost=true", "verifyHost=false"), sender).close();
        } finally {
            misnamed.stop(Output.to(System.out));
        }
    }

    @Test
    void only_the_owner_reads_the_keys_and_the_command_does_not_tell_the_password() throws IOException {
        for (Path file : Set.of(installation.run().keyStore(), installation.run().trustStore())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        long pid = installation.part(PartName.BROKER).process().orElseThrow().pid();
        String[] command = ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow();

        assertThat(Stream.of(command)).noneMatch(word -> word.contains(installation.secrets().keyStore()));
    }

    /** A client that was given a certificate once can go on with it after the broker has been away. */
    @Test
    void the_certificate_stays() throws IOException {
        byte[] before = Files.readAllBytes(installation.run().trustStore());
        installation.stop(PartName.BROKER, Output.to(System.out));
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));

        assertThat(Files.readAllBytes(installation.run().trustStore())).isEqualTo(before);
        installation.sender().close();
    }

    private static Installation installation(Path run) {
        return Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))), new RunDirectory(run),
                Settings.onFreePorts().withTls());
    }

    private static BrokerAddress plain(BrokerAddress address) {
        return new BrokerAddress(address.host(), address.port(), address.user(), address.password());
    }

    private static JMSContext core(String url, BrokerAddress address) {
        return new ActiveMQConnectionFactory(url).createContext(address.user(), address.password());
    }

    private static JMSContext amqp(BrokerAddress address) {
        JMSContext context = new JmsConnectionFactory(address.amqp()).createContext(address.user(), address.password());
        context.start();
        return context;
    }

    /** What the broker says to this before it hangs up. */
    private static String answer(String question) throws IOException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

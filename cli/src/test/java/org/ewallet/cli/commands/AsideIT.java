package org.ewallet.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does on the command line while nothing runs but the real broker. */
class AsideIT {

    private static final long LIMIT_MILLIS = 5_000;
    private static final String BOX = "wallet.commands";

    @TempDir
    private static Path directory;
    private static Installation installation;

    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

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

    @BeforeEach
    void readWhatIsPrinted() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void printAsBefore() {
        run("dead", "discard", "--all", "--reason", "end of the test");
        run("invalid", "discard", "--all", "--reason", "end of the test");
        System.setOut(standardOutput);
        System.setErr(standardError);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "invalid"})
    void no_letters_are_told_in_one_line(String command) {
        assertThat(run(command, "list")).isZero();
        assertThat(printed()).isEqualToNormalizingNewlines("There are no " + command + " letters.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "invalid"})
    void letters_are_counted_by_box_and_cause(String command) throws JMSException {
        putAside(command, "a-1", "java.io.IOException");
        putAside(command, "a-2", "java.io.IOException");
        putAside(command, "a-3", "BAD_DATA");

        assertThat(run(command, "list")).isZero();
        assertThat(printed()).containsPattern("wallet.commands +java.io.IOException +2 +\\d{4}-\\S+Z +\\d{4}-\\S+Z")
                .containsPattern("wallet.commands +BAD_DATA +1 ").contains("./ewallet " + command + " replay");
    }

    @Test
    void a_letter_is_shown_with_headers_and_body() throws JMSException {
        putAside("dead", "b-1", "java.io.IOException");

        assertThat(run("dead", "show", "b-1")).isZero();
        assertThat(printed()).containsPattern("cause +java.io.IOException").containsPattern("colour +red")
                .contains("body of b-1");
        assertThat(run("dead", "show", "--box", BOX)).isZero();
        assertThat(printed()).containsPattern("b-1 +wallet.commands");
        assertThat(run("dead", "show", "nobody")).isEqualTo(1);
        assertThat(printed()).contains("There is no such letter among the dead letters.");
    }

    @Test
    void letters_are_put_back_with_their_ids_and_that_is_logged() throws JMSException {
        putAside("dead", "c-1", "A");
        putAside("dead", "c-2", "A");
        putAside("dead", "c-3", "B");

        assertThat(run("dead", "replay", "c-2", "--reason", "repaired")).isZero();
        assertThat(take()).isEqualTo("c-2");
        assertThat(run("dead", "replay", "--cause", "B")).isZero();
        assertThat(take()).isEqualTo("c-3");
        assertThat(run("dead", "replay", "--all")).isZero();
        assertThat(take()).isEqualTo("c-1");
        assertThat(run("dead", "log")).isZero();

        assertThat(printed()).contains("1 dead letter put back.")
                .containsPattern("operator +replay +wallet.commands +c-2 +A +repaired")
                .containsPattern("operator +replay +wallet.commands +c-3 +B +-");
        try (BrokerManagement management = installation.management()) {
            assertThat(management.queue("wallet.commands.dead").messages()).isZero();
        }
    }

    @Test
    void discarded_letters_are_gone_and_the_reason_is_logged() throws JMSException {
        putAside("invalid", "d-1", "BAD_DATA");

        assertThat(run("invalid", "discard", "d-1", "--reason", " ")).isEqualTo(1);
        assertThat(printed()).contains("reason must say why");
        assertThat(run("invalid", "discard", "d-1", "--reason", "a test of the shop")).isZero();
        assertThat(run("invalid", "log")).isZero();

        assertThat(printed()).contains("1 invalid letter discarded.")
                .containsPattern("operator +discard +wallet.commands +d-1 +BAD_DATA +a test of the shop");
        assertThat(run("invalid", "discard", "d-1", "--reason", "again")).isEqualTo(1);
        assertThat(printed()).contains("There is no such letter among the invalid letters.");
    }

    @Test
    void an_order_must_say_which_letters_it_is_about() throws JMSException {
        putAside("dead", "e-1", "A");

        assertThat(run("dead", "replay")).isEqualTo(1);
        assertThat(run("dead", "discard", "e-1", "--all", "--reason", "r")).isEqualTo(1);
        assertThat(run("dead", "replay", "--box", "wallet.comands")).isEqualTo(1);

        assertThat(printed()).contains("Say which letters").contains("box must be one of account.commands");
        try (BrokerManagement management = installation.management()) {
            assertThat(management.queue("wallet.commands.dead").messages()).isEqualTo(1);
        }
    }

    private static void putAside(String where, String id, String cause) throws JMSException {
        try (JMSContext operator = login()) {
            Message letter = operator.createTextMessage("body of " + id);
            letter.setStringProperty("cloudEvents_id", id);
            letter.setStringProperty("colour", "red");
            letter.setStringProperty("ewallet_reason", cause);
            operator.createProducer().send(operator.createQueue(BOX + "." + where), letter);
        }
    }

    /** The id of the only letter in the box. */
    private static String take() throws JMSException {
        try (JMSContext operator = login();
                JMSConsumer consumer = operator.createConsumer(operator.createQueue(BOX))) {
            Message letter = consumer.receive(LIMIT_MILLIS);
            assertThat(letter).isNotNull();
            assertThat(consumer.receiveNoWait()).isNull();
            return letter.getStringProperty("cloudEvents_id");
        }
    }

    private static JMSContext login() {
        BrokerAddress address = installation.broker(BrokerUser.OPERATOR);
        return new ActiveMQConnectionFactory("tcp://" + address.host() + ":" + address.port())
                .createContext(address.user(), address.password());
    }

    private static int run(String... arguments) {
        return Main.run(Stream.concat(Arrays.stream(arguments),
                Stream.of("--run-dir", installation.run().path().toString())).toArray(String[]::new));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}

package org.ewallet.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ewallet.cli.Database;
import org.ewallet.cli.Main;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.ewallet.cli.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    private Path directory;
    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void readWhatIsPrinted() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    @AfterEach
    void printAsBefore() {
        System.setOut(standardOutput);
        System.setErr(standardError);
    }

    @Test
    void without_a_command_all_are_listed() {
        assertThat(run()).isZero();
        assertThat(printed()).contains("demo", "up", "down", "status", "send", "balance", "audit", "logs", "dead",
                "invalid")
                .doesNotContain("mailbox ");
    }

    @Test
    void options_replace_defaults() {
        Settings settings = settings("--server", "payara-server", "--db", "postgresql", "--http-port", "9090",
                "--tls");

        assertThat(settings.server()).isEqualTo(Server.PAYARA_SERVER);
        assertThat(settings.database()).isEqualTo(Database.POSTGRESQL);
        assertThat(settings.ports().http()).isEqualTo(9090);
        assertThat(settings.tls()).isTrue();
        assertThat(settings("--http-port", "9090").tls()).isFalse();
        assertThat(settings.ports().broker()).isEqualTo(61616);
    }

    @Test
    void a_database_url_means_postgresql() {
        Settings settings = settings("--db-url", "jdbc:postgresql://db/wallets");

        assertThat(settings.database()).isEqualTo(Database.POSTGRESQL);
        assertThat(settings.startsPostgreSql()).isFalse();
    }

    @Test
    void an_unknown_server_is_told_with_the_known_ones() {
        assertThat(run("up", "--server", "wildfly")).isEqualTo(2);
        assertThat(printed()).contains("must be one of [payara-micro, payara-server], not wildfly");
    }

    @Test
    void questions_to_nothing_lead_to_advice_without_a_stack_trace() {
        assertThat(run("balance", "johny.EUR", "--run-dir", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains("Nothing was started").contains("./ewallet up").doesNotContain("\tat ");
    }

    @Test
    void an_unknown_letter_is_told_with_the_known_ones() {
        assertThat(run("send", "StealFunds", "--data", "{}", "--run-dir", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains("There is no command StealFunds.").contains("TransferFunds");
    }

    @Test
    void data_must_be_a_json_object() {
        assertThat(run("send", "TransferFunds", "--data", "{\"walletId\"", "--run-dir", directory.toString()))
                .isEqualTo(1);
        assertThat(run("send", "TransferFunds", "--data", "[]", "--run-dir", directory.toString())).isEqualTo(1);
        assertThat(printed()).contains("--data is no JSON").contains("--data must be a JSON object");
    }

    @Test
    void an_id_of_other_characters_is_refused() {
        assertThat(run("send", "TransferFunds", "--data", "{}", "--id", "a b", "--run-dir", directory.toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("The id must have 1 to 64");
    }

    @Test
    void down_and_status_of_nothing_are_no_failure() {
        assertThat(run("down", "--run-dir", directory.toString())).isZero();
        assertThat(run("status", "--run-dir", directory.toString())).isZero();
        assertThat(printed()).contains("Nothing to stop").contains("Nothing was started");
    }

    @Test
    void an_audit_of_books_that_hold_is_a_success() throws IOException {
        assertThat(auditAnswered(200, """
                {"holds": true, "asOf": "2030-01-31T12:00:00.123456Z", "invariants": [
                  {"number": 1, "code": "A", "statement": "a = b", "rowsChecked": 10000000, "rowsBroken": 0,
                   "brokenRows": []},
                  {"number": 2, "code": "B", "statement": "b = c", "rowsChecked": 7, "rowsBroken": 0,
                   "brokenRows": []}]}""")).isZero();
        assertThat(printed()).isEqualToNormalizingNewlines("""
                1  holds      10000000 rows  a = b
                2  holds             7 rows  b = c
                The books hold as of 2030-01-31T12:00:00.123456Z.
                """);
    }

    @Test
    void an_audit_that_finds_something_is_a_failure_and_names_the_rows() throws IOException {
        assertThat(auditAnswered(200, """
                {"holds": false, "asOf": "2030-01-31T12:00:00.123456Z", "invariants": [
                  {"number": 1, "code": "A", "statement": "a = b", "rowsChecked": 4, "rowsBroken": 0,
                   "brokenRows": []},
                  {"number": 2, "code": "B", "statement": "b = c", "rowsChecked": 7, "rowsBroken": 25,
                   "brokenRows": ["wallet johny.EUR: 100 %", "wallet mary.EUR: 2"]}]}""")).isEqualTo(1);
        assertThat(printed()).isEqualToNormalizingNewlines("""
                1  holds             4 rows  a = b
                2  BROKEN            7 rows  b = c
                     wallet johny.EUR: 100 %
                     wallet mary.EUR: 2
                     and 23 more
                The books are BROKEN as of 2030-01-31T12:00:00.123456Z. Keep a copy of the database as it is, and look \
                at the rows above.
                """);
    }

    @Test
    void an_audit_that_could_not_be_made_is_a_failure_that_says_nothing_of_the_books() throws IOException {
        assertThat(auditAnswered(500, "{\"detail\": \"incident 7\"}")).isEqualTo(1);
        assertThat(printed()).contains("answered 500: incident 7").doesNotContain("BROKEN", "\tat ");
    }

    @Test
    void an_installation_without_audits_is_told_to_be_replaced() throws IOException {
        assertThat(auditAnswered(404, "{}")).isEqualTo(1);
        assertThat(printed()).contains("older than this command").contains("./ewallet up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "invalid"})
    void letters_are_not_discarded_without_a_reason(String command) {
        assertThat(run(command, "discard", "--all", "--run-dir", directory.toString())).isEqualTo(2);
        assertThat(printed()).contains("Missing required option: '--reason=TEXT'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "invalid"})
    void a_command_about_letters_put_aside_lists_what_it_can_do(String command) {
        assertThat(run(command)).isZero();
        assertThat(printed()).contains("list", "show", "replay", "discard", "log");
    }

    @Test
    void boxes_whose_service_does_not_answer_are_told_in_a_line_beside_the_others() throws IOException {
        assertThat(answered("messages", "/api/messages/balance", 200, """
                {"addsUp": null, "asOf": "2030-01-31T12:00:00.123456Z", "boxes": [
                  {"address": "wallet.commands", "accepted": 10, "completed": 8, "rejected": 1, "repeated": 0,
                   "expired": 0, "waiting": 0, "delayed": 0, "dead": 1, "invalid": 0, "takenOut": 0, "missing": 0,
                   "addsUp": true, "oldestWaitingMillis": null, "reason": null},
                  {"address": "notification.commands", "accepted": null, "completed": null, "rejected": null,
                   "repeated": null, "expired": null, "waiting": 3, "delayed": 0, "dead": 2, "invalid": 0,
                   "takenOut": 0, "missing": null, "addsUp": null, "oldestWaitingMillis": 61000,
                   "reason": "the notification service does not answer"}]}""")).isEqualTo(1);

        assertThat(printed().lines().map(line -> line.replaceAll(" +", " "))).containsExactly(
                "BOX ACCEPTED DONE REJECTED REPEATED EXPIRED WAITING DELAYED DEAD INVALID TAKENOUT MISSING OLDEST",
                "wallet.commands 10 8 1 0 0 0 0 1 0 0 0 -",
                "notification.commands ? ? ? ? ? 3 0 2 0 0 ? 1m01s",
                "notification.commands: the notification service does not answer. Ask again.");
    }

    /** The exit status of {@code audit} in an installation whose web API answers this. */
    private int auditAnswered(int status, String json) throws IOException {
        return answered("audit", "/api/ledger/audit", status, json);
    }

    private int answered(String command, String path, int status, String json) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            RunDirectory place = new RunDirectory(directory.resolve("run"));
            place.create();
            State.in(place).begin(settings("--http-port", Integer.toString(server.getAddress().getPort())));
            return run(command, "--run-dir", place.path().toString());
        } finally {
            server.stop(0);
        }
    }

    private int run(String... arguments) {
        return Main.run(arguments);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Settings settings(String... arguments) {
        StartOptions options = new StartOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("start",
                CommandLine.Model.CommandSpec.forAnnotatedObject(options))).parseArgs(arguments);
        return options.applyTo(Settings.DEFAULT);
    }
}

package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.ewallet.cli.Database;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Main;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Service;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.parts.Trees;
import org.ewallet.cli.story.Story;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What holds on every server and database. Each subclass is one installation: real processes, real files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SystemTest {

    private static final int JOINED_DURING = 6_000;
    private static final int TIMES_TOLD = Integer.getInteger("ewallet.told", 100);

    static final Output OUTPUT = Output.to(System.out);

    private final Settings settings;
    private Installation installation;

    SystemTest(Settings settings) {
        this.settings = settings;
    }

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        installation = Installation.of(distribution(), new RunDirectory(directory.resolve("run")), settings);
        installation.start(OUTPUT);
    }

    /** Thousands of events to which no notification can be sent would keep that service busy long after the test. */
    @AfterEach
    void forgetEvents() throws IOException {
        Console.of(installation).purge(Destinations.WALLET_EVENTS, "notification.wallet-events");
    }

    @AfterAll
    void stop() throws IOException, SQLException {
        installation.stop(OUTPUT);
        if (settings.database() == Database.H2) {
            requireNothingInDoubtInH2();
        }
        if (settings.startsPostgreSql()) {
            // Possibly outside of the run directory, see PostgreSql.
            Trees.delete(installation.run().of(PartName.POSTGRESQL).toRealPath());
        }
    }

    /** Shows that the demo's seven steps hold; the story checks each claim itself. */
    @Test
    void the_story_holds() {
        installation.startNotifications(OUTPUT);
        Story.play(installation, OUTPUT);
    }

    /**
     * Shows that whoever was told something sees it: the receiver of an event or of an outcome asks at once, and each
     * answer is at least as new. {@code -Dewallet.told=N} asks N times each.
     */
    @Test
    void whoever_was_told_sees_it() {
        Bank bank = Bank.open(installation, 2);
        long stale = Stream.<LongSupplier>of(() -> staleAnswersAfterEvents(bank, bank.wallet(0)),
                () -> staleAnswersAfterOutcomes(bank, bank.wallet(1))).parallel().mapToLong(LongSupplier::getAsLong).sum();
        assertThat(stale).as("stale answers of %d", 2 * TIMES_TOLD).isZero();
    }

    private long staleAnswersAfterEvents(Bank bank, String wallet) {
        try (Subscription events = new Subscription(installation); LetterSender sender = installation.sender()) {
            return LongStream.rangeClosed(1, TIMES_TOLD).filter(deposits -> {
                Letter deposit = Letter.with("DepositFunds", "walletId", wallet, "amountMinor", 1, "currency", "EUR");
                sender.send(deposit);
                events.take(1, event -> deposit.id().equals(event.causationId()));
                return isStale(bank, wallet, deposit, deposits);
            }).count();
        }
    }

    private long staleAnswersAfterOutcomes(Bank bank, String wallet) {
        try (LetterSender sender = installation.sender()) {
            return LongStream.rangeClosed(1, TIMES_TOLD).filter(deposits -> {
                Letter deposit = Letter.with("DepositFunds", "walletId", wallet, "amountMinor", 1, "currency", "EUR");
                sender.sendAndReceiveOutcome(deposit, Duration.ofMinutes(1));
                return isStale(bank, wallet, deposit, deposits);
            }).count();
        }
    }

    private static boolean isStale(Bank bank, String wallet, Letter deposit, long deposits) {
        return bank.find("/api/commands/" + deposit.id()).isEmpty()
                || bank.get("/api/wallets/" + wallet + "/balance").path("balanceMinor").asLong() < Bank.DEPOSIT + deposits;
    }

    /**
     * Shows that a subscription that joins in the middle, with the past from a given time on, gets each event once, while
     * the wallet service goes on publishing.
     */
    @Test
    void a_subscription_that_joins_late_gets_the_past_and_the_present() {
        installation.stopNotifications(OUTPUT);
        String name = "late-" + Letter.newId();
        Instant start = Instant.now();
        Bank bank = Bank.open(installation, 10);
        List<Letter> transfers = bank.transfers(JOINED_DURING, 1_000);
        try (BrokerManagement broker = installation.management()) {
            broker.pause(Destinations.WALLET_COMMANDS);
            send(transfers);
            broker.resume(Destinations.WALLET_COMMANDS);
            awaitDepth(broker, JOINED_DURING / 2);
        }

        assertThat(Main.run("subscriptions", "add", Destinations.WALLET_EVENTS, name, "--from", start.toString(),
                "--run-dir", installation.run().path().toString())).isZero();

        try (Subscription late = new Subscription(installation, name)) {
            late.requireEachPublishedOnce(transfers);
        }
    }

    /** The web API, asked by a process or a program, in an installation with TLS. */
    void requireNoAnswerInTheClear() throws IOException, InterruptedException {
        installation.startNotifications(OUTPUT);
        List<String> roots = settings.server() == Server.PAYARA_MICRO
                ? List.of(settings.webRoot(), settings.notificationRoot()) : List.of(settings.webRoot());
        for (String root : roots) {
            HttpClient trusting = installation.httpClient().build();
            HttpRequest encrypted = HttpRequest.newBuilder(URI.create(root + "/health/ready")).build();
            HttpRequest plain = HttpRequest.newBuilder(URI.create(root.replace("https:", "http:") + "/health/ready")).build();

            HttpResponse<String> answer = trusting.send(encrypted, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(root).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).as(root).isPresent();
            assertThatThrownBy(() -> trusting.send(plain, HttpResponse.BodyHandlers.ofString())).as(root)
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(encrypted, HttpResponse.BodyHandlers.ofString()))
                    .as("who does not know the certificate of " + root).isInstanceOf(SSLHandshakeException.class);
        }
        // One process asks the other.
        assertThat(installation.webApi().get("/api/notifications?personId=nobody").status()).isEqualTo(200);
    }

    /** Its files can be looked into only when no service has them open. */
    private void requireNothingInDoubtInH2() throws SQLException {
        for (Service service : Service.values()) {
            String url = "jdbc:h2:" + installation.run().h2().resolve(service.role()) + ";IFEXISTS=TRUE";
            try (Connection connection = DriverManager.getConnection(url, "sa", "sa");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select transaction_name from information_schema.in_doubt")) {
                assertThat(rows.next()).as("a transaction is in doubt in the database of " + service).isFalse();
            }
        }
    }

    static Distribution distribution() {
        return new Distribution(Path.of(System.getProperty("ewallet.dist")));
    }

    Installation installation() {
        return installation;
    }

    void send(List<Letter> letters) {
        send(Destinations.WALLET_COMMANDS, letters);
    }

    void send(String box, List<Letter> letters) {
        try (LetterSender sender = installation.sender()) {
            sender.sendAll(box, letters);
        }
    }

    static String holdId(Letter letter) {
        return Codec.readTree(letter.data()).path("holdId").asText();
    }

    /** The broker commits before the database does: an empty box alone does not tell that all is done. */
    static void awaitAllHandled(BrokerManagement broker, InDoubt inDoubt) {
        awaitDepth(broker, 0);
        Waiting.until("no transaction is in doubt",
                () -> inDoubt.count() == 0 && broker.preparedTransactions().isEmpty());
    }

    static void awaitDepth(BrokerManagement broker, long letters) {
        Waiting.until("at most " + letters + " letters wait", () -> depth(broker) <= letters);
    }

    static long depth(BrokerManagement broker) {
        return broker.queue(Destinations.WALLET_COMMANDS).messages();
    }
}

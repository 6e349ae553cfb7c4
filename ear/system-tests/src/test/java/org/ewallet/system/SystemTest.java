package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ewallet.cli.Database;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Main;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
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

    private static final int TRANSFERS = Integer.getInteger("ewallet.transfers", 6_000);
    private static final int KILL_ANYWHERE_AT = TRANSFERS * 4 / 5;
    private static final int KILL_PREPARED_AT = TRANSFERS / 2;
    private static final int REPEATED = 500;
    private static final int DEBITS = 10_000;
    private static final int JOINED_DURING = 6_000;
    private static final int TIMES_TOLD = Integer.getInteger("ewallet.told", 250);

    static final Output OUTPUT = Output.to(System.out);

    private final Settings settings;
    /** The process that handles the wallet's letters. */
    private final PartName victim;
    private Installation installation;

    SystemTest(Settings settings, PartName victim) {
        this.settings = settings;
        this.victim = victim;
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
     * Shows that a wallet service that is killed twice, at any instant and between the two phases of a commit, applies
     * each transfer once, repeats included, publishes each event once, and leaves no transaction in doubt.
     * {@code -Dewallet.transfers=N} sends N.
     */
    @Test
    void transfers_are_applied_once_though_the_wallet_service_is_killed() throws IOException {
        Bank bank = Bank.open(installation, 50);
        installation.stopNotifications(OUTPUT);
        try (BrokerManagement broker = installation.management();
                Subscription events = new Subscription(installation);
                InDoubt inDoubt = InDoubt.of(installation)) {
            List<Letter> transfers = bank.transfers(TRANSFERS, 1_000);
            broker.pause(Destinations.WALLET_COMMANDS);
            send(transfers);
            broker.resume(Destinations.WALLET_COMMANDS);

            awaitDepth(broker, KILL_ANYWHERE_AT);
            installation.kill(victim);
            installation.start(Set.of(victim), OUTPUT);

            awaitDepth(broker, KILL_PREPARED_AT);
            try (Assassin assassin = new Assassin(installation.part(victim))) {
                assassin.killWhilePrepared(inDoubt);
            }
            assertThat(inDoubt.count()).as("transactions in doubt after the kill").isPositive();
            assertThat(depth(broker)).as("letters left after the last kill").isPositive();
            installation.start(Set.of(victim), OUTPUT);

            send(transfers.subList(0, REPEATED));
            awaitAllHandled(broker, inDoubt);
            bank.requireEachAppliedOnce(transfers);
            events.requireEachPublishedOnce(transfers);
            for (String box : List.of(Destinations.dead(Destinations.WALLET_COMMANDS),
                    Destinations.invalid(Destinations.WALLET_COMMANDS))) {
                assertThat(broker.queue(box).messages()).as(box).isZero();
            }
        }
    }

    /** Shows that whoever reads all wallets at once sees all the money, whatever moves meanwhile. */
    @Test
    void every_read_of_all_wallets_sums_to_the_total() {
        installation.stopNotifications(OUTPUT);
        Bank bank = Bank.open(installation, 8);
        Set<List<Long>> seen = new HashSet<>();
        try (BrokerManagement broker = installation.management()) {
            send(bank.transfers(5_000, 5));
            while (depth(broker) > 0) {
                List<Long> balances = bank.readAll();
                assertThat(balances).hasSize(8);
                assertThat(balances.stream().mapToLong(Long::longValue).sum()).isEqualTo(8 * Bank.DEPOSIT);
                seen.add(balances);
            }
        }
        assertThat(seen).as("different balances that were read").hasSizeGreaterThan(2);
    }

    /** Shows that a hold is captured once, however many ask for it at once. */
    @Test
    void of_a_hundred_captures_at_once_one_takes_effect() {
        Bank bank = Bank.open(installation, 2);
        Letter hold = Letter.with("HoldFunds", "holdId", Letter.newId(), "walletId", bank.wallet(0),
                "targetWalletId", bank.wallet(1), "amountMinor", 100, "currency", "EUR");
        send(List.of(hold));
        List<Letter> captures = Stream.generate(() -> Letter.with("CaptureHold", "holdId", holdId(hold)))
                .limit(100).toList();

        IntStream.range(0, 10).parallel().forEach(i -> send(captures.subList(10 * i, 10 * (i + 1))));

        Map<String, Long> outcomes = captures.stream().map(capture -> bank.outcome(capture.id()))
                .collect(Collectors.groupingBy(outcome -> outcome.path("status").asText() + " "
                        + outcome.path("reason").asText(), Collectors.counting()));
        assertThat(outcomes).isEqualTo(Map.of("COMPLETED null", 1L, "REJECTED HOLD_CLOSED", 99L));
        assertThat(bank.readAll()).containsExactly(Bank.DEPOSIT - 100, Bank.DEPOSIT + 100);
    }

    /** Shows that no debit gets past a block: none is told after it, each later one is refused, and the money agrees. */
    @Test
    void no_debit_commits_after_the_block_of_its_wallet() {
        installation.stopNotifications(OUTPUT);
        Bank bank = Bank.open(installation, 1);
        String person = "p-" + Letter.newId();
        String wallet = person + ".EUR";
        try (BrokerManagement broker = installation.management(); Subscription events = new Subscription(installation)) {
            send(Destinations.ACCOUNT_COMMANDS, List.of(Letter.with("RegisterPerson", "personId", person,
                    "name", "Racer", "email", "racer@example.org")));
            events.take(1, event -> event.type().equals("WalletOpened"));
            send(List.of(Letter.with("DepositFunds", "walletId", wallet, "amountMinor", DEBITS, "currency", "EUR")));
            List<Letter> debits = Stream.generate(() -> Letter.with("TransferFunds", "sourceWalletId", wallet,
                    "targetWalletId", bank.wallet(0), "amountMinor", 1, "currency", "EUR")).limit(DEBITS).toList();
            broker.pause(Destinations.WALLET_COMMANDS);
            send(debits);
            broker.resume(Destinations.WALLET_COMMANDS);
            awaitDepth(broker, DEBITS - 1);
            send(Destinations.ACCOUNT_COMMANDS, List.of(Letter.with("BanPerson", "personId", person)));

            List<Subscription.Told> told = events.take(DEBITS, event -> event.type().equals("TransferCompleted")
                    || event.type().equals("CommandRejected"));

            List<String> types = told.stream().map(Subscription.Told::type).toList();
            int block = types.indexOf("WalletBlocked");
            long debited = types.stream().filter("TransferCompleted"::equals).count();
            assertThat(block).as("the block is told in the middle").isBetween(1, types.size() - 2);
            assertThat(types.subList(block, types.size())).as("after the block").doesNotContain("TransferCompleted");
            assertThat(types.subList(0, block)).as("before the block").doesNotContain("CommandRejected");
            assertThat(told.stream().filter(event -> event.type().equals("CommandRejected")))
                    .allMatch(event -> event.data().path("reason").asText().equals("WALLET_BLOCKED"));
            assertThat(bank.get("/api/wallets/" + wallet).path("balanceMinor").asLong()).isEqualTo(DEBITS - debited);
        }
    }

    /** Shows that a hold reserves money until the very instant of its expiry, and that its end is told within a second. */
    @Test
    void a_hold_that_is_over_counts_no_more_and_is_told_within_a_second() {
        Bank bank = Bank.open(installation, 2);
        Instant end = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MICROS);
        Letter hold = Letter.with("HoldFunds", "holdId", Letter.newId(), "walletId", bank.wallet(0), "targetWalletId",
                bank.wallet(1), "amountMinor", 100, "currency", "EUR", "expiresAt", end.toString());
        try (Subscription events = new Subscription(installation)) {
            send(List.of(hold));
            assertThat(bank.outcome(hold.id()).path("status").asText()).isEqualTo("COMPLETED");
            Map<Boolean, Set<Long>> heldUntilAndAfterTheEnd = new HashMap<>();
            Waiting.until("the end of the hold has passed", () -> {
                JsonNode balance = bank.get("/api/wallets/" + bank.wallet(0) + "/balance");
                boolean over = !Instant.parse(balance.path("asOf").asText()).isBefore(end);
                heldUntilAndAfterTheEnd.computeIfAbsent(over, unseen -> new HashSet<>())
                        .add(balance.path("heldMinor").asLong());
                return over;
            });
            assertThat(heldUntilAndAfterTheEnd).isEqualTo(Map.of(false, Set.of(100L), true, Set.of(0L)));

            Subscription.Told expired = events.take(1, event -> event.type().equals("HoldExpired")).stream()
                    .reduce((one, last) -> last).orElseThrow();
            assertThat(expired.data().path("holdId").asText()).isEqualTo(holdId(hold));
            assertThat(Duration.between(end, expired.time())).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        }
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

    private void send(String box, List<Letter> letters) {
        try (LetterSender sender = installation.sender()) {
            sender.sendAll(box, letters);
        }
    }

    private static String holdId(Letter letter) {
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

    private static long depth(BrokerManagement broker) {
        return broker.queue(Destinations.WALLET_COMMANDS).messages();
    }
}

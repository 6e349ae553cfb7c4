package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.parts.Trees;
import org.ewallet.cli.story.Story;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What holds on every server and database. Each subclass is one installation: real processes, real files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SystemTest {

    private static final int TRANSFERS = 20_000;
    private static final int KILL_ANYWHERE_AT = 15_000;
    private static final int KILL_PREPARED_AT = 9_000;

    private static final Output OUTPUT = Output.to(System.out);

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
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), settings);
        installation.start(OUTPUT);
    }

    /** A test may have stopped the notification service, and leaves it so. */
    @BeforeEach
    void startNotifications() {
        installation.startNotifications(OUTPUT);
    }

    @AfterAll
    void stop() throws IOException {
        installation.stop(OUTPUT);
        if (settings.startsPostgreSql()) {
            // Possibly outside of the run directory, see PostgreSql.
            Trees.delete(installation.run().of(PartName.POSTGRESQL).toRealPath());
        }
    }

    /** Shows that the demo's seven steps hold; the story checks each claim itself. */
    @Test
    void the_story_holds() {
        Story.play(installation, OUTPUT);
    }

    /**
     * Shows that a wallet service that is killed twice, at any instant and between the two phases of a commit, applies
     * each of 20,000 transfers once, publishes each event once, and leaves no transaction in doubt.
     */
    @Test
    void transfers_are_applied_once_though_the_wallet_service_is_killed() throws IOException {
        Bank bank = Bank.open(installation);
        installation.stopNotifications(OUTPUT);
        try (BrokerManagement broker = installation.management();
                Subscription events = new Subscription(installation);
                InDoubt inDoubt = InDoubt.of(installation)) {
            List<Letter> transfers = bank.transfers(TRANSFERS);
            broker.pause(Destinations.WALLET_COMMANDS);
            try (LetterSender sender = installation.sender()) {
                sender.sendAll(Destinations.WALLET_COMMANDS, transfers);
            }
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

            awaitDepth(broker, 0);
            Waiting.until("no transaction is in doubt", () -> inDoubt.count() == 0
                    && broker.preparedTransactions().isEmpty());
            bank.requireEachAppliedOnce(transfers);
            events.requireEachPublishedOnce(transfers);
            for (String box : List.of(Destinations.dead(Destinations.WALLET_COMMANDS),
                    Destinations.invalid(Destinations.WALLET_COMMANDS))) {
                assertThat(broker.queue(box).messages()).as(box).isZero();
            }
        } finally {
            Console.of(installation).purge(Destinations.WALLET_EVENTS, "notification.wallet-events");
        }
    }

    private static void awaitDepth(BrokerManagement broker, long letters) {
        Waiting.until("at most " + letters + " letters wait", () -> depth(broker) <= letters);
    }

    private static long depth(BrokerManagement broker) {
        return broker.queue(Destinations.WALLET_COMMANDS).messages();
    }
}

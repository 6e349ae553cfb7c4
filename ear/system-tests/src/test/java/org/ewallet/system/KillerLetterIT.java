package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Installation;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterAside;
import org.ewallet.messaging.operations.LetterSelection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A letter over which the Java of the server dies, among good ones. */
class KillerLetterIT {

    private static final String BOX = Destinations.WALLET_COMMANDS;
    private static final String MARK = "kills-the-server";
    private static final int LETTERS = 200;
    private static final int WALLETS = 10;
    private static final int MOST_DEATHS = 3;

    /** For Byteman, which is in the server from its start: a letter may come before anything else could get in. */
    private static final String RULE = """
            RULE a letter that kills the server
            CLASS org.ewallet.wallet.cash.DepositFundsHandler
            METHOD handle
            AT ENTRY
            IF $1.toString().contains("%s")
            DO killJVM()
            ENDRULE
            """.formatted(MARK);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;
    private static Installation installation;

    @BeforeAll
    static void start() throws IOException {
        Path rules = Files.writeString(directory.resolve("killer.btm"), RULE);
        installation = Installation.of(SystemTest.distribution(), new RunDirectory(directory.resolve("run")),
                Settings.onFreePorts(), Map.of(PartName.SERVICES, List.of(
                        "-javaagent:" + SystemTest.distribution().byteman() + "=script:" + rules,
                        // It starts four times and does little.
                        "-XX:TieredStopAtLevel=1",
                        "-Dewallet.retries." + BOX + "=1s 1s 1s 1s")));
        installation.start(EnumSet.of(PartName.BROKER, PartName.SERVICES), SystemTest.OUTPUT);
    }

    @AfterAll
    static void stop() {
        installation.stop(SystemTest.OUTPUT);
    }

    /**
     * Shows that a letter that kills the server is put aside with the cause after at most three deaths, and that all
     * others are handled, those included that touch the same wallet.
     */
    @Test
    void aLetterThatKillsTheServerIsDeadAfterThreeDeathsAndNoOther() {
        Bank bank = Bank.open(installation, WALLETS);
        List<Letter> good = IntStream.range(0, LETTERS)
                .mapToObj(i -> deposit(bank.wallet(i % WALLETS), "good")).toList();
        Letter killer = deposit(bank.wallet(0), MARK);
        List<Letter> letters = new ArrayList<>(good);
        letters.add(LETTERS / 2, killer);
        try (LetterSender sender = installation.sender(); BrokerManagement broker = installation.management()) {
            sender.sendAll(BOX, letters);

            assertThat(deathsUntilAllIsHandled(broker)).isBetween(1, MOST_DEATHS);
        }
        assertThat(good).allSatisfy(letter ->
                assertThat(bank.outcome(letter.id()).path("status").asText()).isEqualTo("COMPLETED"));
        assertThat(bank.find("/api/commands/" + killer.id())).isEmpty();
        assertThat(installation.<List<LetterAside>>atOperatorDesk(
                desk -> desk.letters(LetterSelection.all(Aside.DEAD), LETTERS)))
                .extracting(LetterAside::box, LetterAside::letterId, LetterAside::cause)
                .containsExactly(tuple(BOX, killer.id(), "ServerDied"));
    }

    /** Starts the server again whenever it has died. */
    private static int deathsUntilAllIsHandled(BrokerManagement broker) {
        AtomicInteger deaths = new AtomicInteger();
        Waiting.until("all letters are handled", () -> {
            if (installation.part(PartName.SERVICES).isRunning()) {
                return broker.queue(BOX).messages() == 0;
            }
            assertThat(deaths.incrementAndGet()).as("deaths").isLessThanOrEqualTo(MOST_DEATHS);
            startAgain();
            return false;
        });
        return deaths.get();
    }

    private static void startAgain() {
        try {
            installation.start(Set.of(PartName.SERVICES), SystemTest.OUTPUT);
        } catch (CliException e) {
            // The letter may come before the server is ready.
            assertThat(e).hasMessageContaining("ended while it was starting");
        }
    }

    private static Letter deposit(String wallet, String reference) {
        return Letter.with("DepositFunds", "walletId", wallet, "amountMinor", 1, "currency", "EUR", "reference",
                reference);
    }
}

package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ewallet.cli.Database;
import org.ewallet.cli.Installation;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Ports;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.parts.PostgreSqlAddress;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole on Payara Micro, with PostgreSQL; and with a second instance of the services beside the first. */
class PayaraMicroPostgreSqlIT extends BankSystemTest {

    PayaraMicroPostgreSqlIT() {
        super(Settings.onFreePorts().with(Server.PAYARA_MICRO).with(Database.POSTGRESQL));
    }

    /** Shows that two instances share the letters of a box, and that two copies of a letter have one effect in both. */
    @Test
    void two_instances_give_each_letter_one_effect(@TempDir Path directory) throws IOException {
        Installation second = besideTheFirst(new RunDirectory(directory.resolve("run")));
        installation().stopNotifications(OUTPUT);
        // Before: instances that share a box do not keep its order, and a deposit may come before its wallet.
        Bank bank = Bank.open(installation(), 50);
        second.start(Set.of(PartName.SERVICES), OUTPUT);
        try (BrokerManagement broker = installation().management();
                InDoubt inDoubt = InDoubt.of(installation());
                Subscription events = new Subscription(installation())) {
            Waiting.until("both listen", () -> broker.queue(Destinations.WALLET_COMMANDS).consumers() >= 2);
            List<Letter> transfers = bank.transfers(2_000, 1_000);

            send(transfers.stream().flatMap(letter -> Stream.of(letter, letter)).toList());

            awaitAllHandled(broker, inDoubt);
            bank.requireEachAppliedOnce(transfers);
            events.requireEachPublishedOnce(transfers);
            assertThat(broker.queue(Destinations.dead(Destinations.WALLET_COMMANDS)).messages()).isZero();
        } finally {
            second.stop(OUTPUT);
        }
    }

    /** The same broker, database and passwords, and a directory and HTTP ports of its own. */
    private Installation besideTheFirst(RunDirectory run) throws IOException {
        run.create();
        Files.copy(installation().run().secretsFile(), run.secretsFile());
        Settings first = installation().settings();
        Ports own = Ports.anyFree();
        Ports shared = first.ports();
        return Installation.of(distribution(), run, first
                .withDatabaseUrl(PostgreSqlAddress.of(first).url())
                .with(new Ports(own.http(), own.notification(), shared.broker(), shared.console(), shared.mailbox(),
                        shared.smtp(), shared.smpp(), shared.database(), own.admin())));
    }
}

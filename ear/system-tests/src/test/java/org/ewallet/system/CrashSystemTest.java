package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.Test;

/** What holds though the server dies: once on each server and each database; see also {@link TortureIT}. */
abstract class CrashSystemTest extends SystemTest {

    private static final int TRANSFERS = Integer.getInteger("ewallet.transfers", 6_000);
    private static final int KILL_ANYWHERE_AT = TRANSFERS * 4 / 5;
    private static final int KILL_PREPARED_AT = TRANSFERS / 2;
    private static final int REPEATED = 500;

    /** The process that handles the wallet's letters. */
    private final PartName victim;

    CrashSystemTest(Settings settings, PartName victim) {
        super(settings);
        this.victim = victim;
    }

    /**
     * Shows that a wallet service that is killed twice, at any instant and between the two phases of a commit, applies
     * each transfer once, repeats included, publishes each event once, and leaves no transaction in doubt.
     * {@code -Dewallet.transfers=N} sends N.
     */
    @Test
    void transfers_are_applied_once_though_the_wallet_service_is_killed() throws IOException {
        Bank bank = Bank.open(installation(), 50);
        installation().stopNotifications(OUTPUT);
        try (BrokerManagement broker = installation().management();
                Subscription events = new Subscription(installation());
                InDoubt inDoubt = InDoubt.of(installation())) {
            List<Letter> transfers = bank.transfers(TRANSFERS, 1_000);
            broker.pause(Destinations.WALLET_COMMANDS);
            send(transfers);
            broker.resume(Destinations.WALLET_COMMANDS);

            awaitDepth(broker, KILL_ANYWHERE_AT);
            installation().kill(victim);
            installation().start(Set.of(victim), OUTPUT);

            awaitDepth(broker, KILL_PREPARED_AT);
            try (Assassin assassin = new Assassin(installation().part(victim))) {
                assassin.killWhilePrepared(inDoubt);
            }
            assertThat(inDoubt.count()).as("transactions in doubt after the kill").isPositive();
            assertThat(depth(broker)).as("letters left after the last kill").isPositive();
            installation().start(Set.of(victim), OUTPUT);

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
}

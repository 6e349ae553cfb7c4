package org.ewallet.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.ewallet.cli.Distribution;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.contract.wallet.WalletQueries;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.CloudEvents;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.Letter;
import org.ewallet.messaging.LetterMetrics;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;
import org.ewallet.wallet.WalletService;
import org.ewallet.wallet.ledger.Ledger;
import org.ewallet.wallet.ledger.Needs;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Shows, inside of the server, what the wallet service relies on: that its transactions are the container's, that rows
 * it has loaded are locked, and that its letters come through the resource adapter.
 */
@ExtendWith(ArquillianExtension.class)
class WalletInContainerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 20;

    private final String walletId = Ids.next();
    private final String otherId = Ids.next();

    @Inject
    private Ledger ledger;
    @Inject
    private WalletService service;
    @Inject
    private WalletQueries queries;
    @Resource
    private UserTransaction transaction;
    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;
    @Resource(lookup = "jms/ewallet-frontdoor")
    private ConnectionFactory connections;

    @Deployment
    static WebArchive services() {
        File war = new Distribution(Path.of(System.getProperty("ewallet.dist"))).servicesWar().toFile();
        return ShrinkWrap.createFromZipFile(WebArchive.class, war)
                .addClass(WalletInContainerIT.class)
                .addAsLibrary(new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
    }

    @Inject
    private MetricRegistry metrics;

    @BeforeEach
    void openBothWallets() {
        send(new OpenWallet(walletId, "owner", "EUR", null), null);
        send(new OpenWallet(otherId, "owner", "EUR", null), null);
        await(() -> queries.wallet(otherId).isPresent());
    }

    /** Shows that somebody who watches the server sees how large the batches are. */
    @Test
    void batchesAreVisibleAsMetrics() {
        Tag box = new Tag("box", Destinations.WALLET_COMMANDS);

        await(() -> metrics.getHistogram(new MetricID(LetterMetrics.BATCH_LETTERS, box)).getSum() >= 2);
        assertThat(metrics.getTimer(new MetricID(LetterMetrics.BATCH_TIME, box)).getCount()).isPositive();
    }

    @Test
    void walletsOfABatchStayLockedUntilItsTransactionEnds() throws Exception {
        transaction.begin();
        try {
            ledger.load(new Needs().wallet(walletId), now());

            assertThat(canBeLockedBySomebodyElse(walletId)).isFalse();
            assertThat(canBeLockedBySomebodyElse(otherId)).isTrue();
        } finally {
            transaction.rollback();
        }
        assertThat(canBeLockedBySomebodyElse(walletId)).isTrue();
    }

    @Test
    void lettersOfOneBatchBuildOnEachOther() throws Exception {
        String newId = Ids.next();
        String holdId = Ids.next();
        transaction.begin();

        List<Decision> decisions = handle(new OpenWallet(newId, "owner", "EUR", null),
                new DepositFunds(newId, 500, "EUR", null),
                new HoldFunds(holdId, newId, otherId, 200, "EUR", null, null));
        transaction.commit();

        assertThat(decisions).extracting(decision -> decision.outcome().status())
                .containsOnly(Outcome.Status.COMPLETED);
        assertThat(queries.wallet(newId)).hasValueSatisfying(wallet -> {
            assertThat(wallet.balanceMinor()).isEqualTo(500);
            assertThat(wallet.heldMinor()).isEqualTo(200);
        });
    }

    @Test
    void nothingIsLeftOfABatchThatRollsBack() throws Exception {
        String newId = Ids.next();
        transaction.begin();

        handle(new OpenWallet(newId, "owner", "EUR", null), new DepositFunds(walletId, 500, "EUR", null));
        transaction.rollback();

        assertThat(queries.wallet(newId)).isEmpty();
        assertThat(queries.wallet(walletId).orElseThrow().balanceMinor()).isZero();
    }

    @Test
    void letterIsHandledThoughItsSenderIsGone() {
        Queue replies;
        try (JMSContext sender = connections.createContext()) {
            replies = sender.createTemporaryQueue();
        }

        send(new DepositFunds(walletId, 500, "EUR", null), replies);

        await(() -> queries.wallet(walletId).orElseThrow().balanceMinor() == 500);
    }

    @Test
    void booksHoldWhileLettersAreHandledAndAfter() {
        int transfers = 100;
        send(new DepositFunds(walletId, 500, "EUR", null), null);
        send(new HoldFunds(Ids.next(), walletId, otherId, 300, "EUR", null, null), null);
        send(new WithdrawFunds(walletId, 201, "EUR", null), null);
        for (int i = 0; i < transfers; i++) {
            send(new TransferFunds(walletId, otherId, 1, "EUR", null), null);
        }

        await(() -> {
            assertBooksHold(queries.audit());
            return queries.wallet(otherId).orElseThrow().balanceMinor() == transfers;
        });

        AuditReport after = queries.audit();
        assertBooksHold(after);
        assertThat(after.invariants().get(0).rowsChecked()).isGreaterThanOrEqualTo(2 * (1 + transfers));
    }

    private static void assertBooksHold(AuditReport report) {
        assertThat(report.invariants()).hasSize(6).allSatisfy(line -> assertThat(line.brokenRows()).isEmpty());
        assertThat(report.holds()).isTrue();
    }

    /** As the inbox does, so that the books are whole. */
    private List<Decision> handle(WalletCommand... commands) {
        List<Received<?>> letters = new ArrayList<>();
        for (WalletCommand command : commands) {
            String id = Ids.next();
            letters.add(new Received<>(id, envelope(id, command), Sender.SYSTEM, now(), command));
        }
        List<Decision> decisions = service.of(WalletCommand.class).handle(letters);
        decisions.stream().map(Decision::outcome).forEach(this::store);
        return decisions;
    }

    private void store(Outcome outcome) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("insert into outcome"
                        + " (letter_key, type, fingerprint, status, outcome, handled_at)"
                        + " values (?, ?, ?, ?, ?, current_timestamp)")) {
            statement.setString(1, outcome.commandId());
            statement.setString(2, outcome.type());
            statement.setBytes(3, new byte[0]);
            statement.setString(4, outcome.status().name());
            statement.setString(5, Codec.write(outcome));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(WalletCommand command, Queue replies) {
        String id = Ids.next();
        try (JMSContext jms = connections.createContext()) {
            TextMessage message = CloudEvents.write(jms, new Letter(envelope(id, command), Codec.write(command)),
                    Sender.SYSTEM);
            message.setJMSReplyTo(replies);
            jms.createProducer().send(jms.createQueue(Destinations.WALLET_COMMANDS), message);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Envelope envelope(String id, WalletCommand command) {
        return new Envelope(id, MessageTypes.typeOf(command.getClass()), "tests", null, null, null, null, null, null);
    }

    /** In another thread, which the transaction of this one does not reach. */
    private boolean canBeLockedBySomebodyElse(String id) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement(
                            "select wallet_id from wallet where wallet_id = ? for update skip locked")) {
                statement.setString(1, id);
                return statement.executeQuery().next();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void await(BooleanSupplier question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}

package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Shows that every letter a real broker accepted is counted once at its beginning and once at its end. */
class LetterBalanceTest {

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final String BOX = "counted.commands";
    private static final LetterBox LETTER_BOX = LetterBox.commands(BOX, "counted.events", "ewallet/test");
    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");
    private static final TransferFunds TOO_MUCH =
            new TransferFunds("johny.EUR", "mary.EUR", LittleBank.MAX_AMOUNT_MINOR + 1, "EUR", null);
    private static final RetryPolicy ONE_SOON_RETRY = new RetryPolicy(List.of(Duration.ofMillis(1)), 0);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    @TempDir
    private Path directory;

    private final String id = Ids.next();
    private final SettableClock clock = new SettableClock(Office.NOW);
    private CountingBroker broker;
    private Container container;
    private LittleBank bank;
    private Post post;
    private Inbox inbox;

    @BeforeEach
    void open() throws Exception {
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from letter_count");
        }
        broker = new CountingBroker(BOX, directory);
        startWork();
    }

    @AfterEach
    void close() throws Exception {
        stopWork();
    }

    private void startWork() throws Exception {
        broker.start();
        container = new Container(broker.connections("service"), DATABASE.dataSource());
        bank = new LittleBank(container.dataSource());
        post = new Post(broker.connections("sender"));
        inbox = new Inbox(LETTER_BOX, Office.BATCH_SIZE, ONE_SOON_RETRY, container.connections(), bank,
                new LetterTables(container.dataSource(), DATABASE.dataSource()), clock);
    }

    private void stopWork() throws Exception {
        container.close();
        post.close();
        broker.stop();
    }

    @Test
    void eachEndHasItsCount() throws Exception {
        Envelope late = new Envelope(Ids.next(), "org.ewallet.TransferFunds", "tests", null, null, null, null, null,
                Office.NOW);
        Message lunch = post.letter(id, LUNCH);
        post.send(BOX, lunch, lunch, post.letter(id, TOO_MUCH), post.letter(Ids.next(), TOO_MUCH),
                post.letter(late, Codec.write(LUNCH)), post.letter(Post.envelope(Ids.next(), "org.ewallet.X"), "{}"));
        container.deliverAll(LETTER_BOX, inbox);
        post.send(BOX, lunch);
        container.deliverAll(LETTER_BOX, inbox);

        count();

        assertThat(counted()).isEqualTo(new LetterCount(BOX, 7, 1, 1, 2, 0, 1));
        assertThat(broker.depth(LETTER_BOX.invalid())).isEqualTo(2);
        expectMissing(0);
    }

    @Test
    void receiptsThatAreNotCountedYetAreNotMissing() throws Exception {
        post.send(BOX, post.letter(id, LUNCH));

        expectMissing(0);
        container.deliverAll(LETTER_BOX, inbox);
        expectMissing(0);
        count();
        expectMissing(0);
        assertThat(counted().accepted()).isOne();
    }

    @Test
    void whatIsRolledBackCountsNothing() throws Exception {
        post.send(BOX, post.letter(id, LUNCH));

        container.deliverAndFailToCommit(BOX, inbox);
        assertThat(new LetterCounts(DATABASE.dataSource()).all()).isEmpty();
        expectMissing(0);

        container.deliverAll(LETTER_BOX, inbox);
        count();
        assertThat(counted()).isEqualTo(new LetterCount(BOX, 1, 1, 0, 0, 0, 0));
        expectMissing(0);
    }

    @Test
    void aLetterThatFailsAndIsPutOffIsAcceptedOnce() throws Exception {
        bank.breakAt(letter -> letter.key().equals(id));
        post.send(BOX, post.letter(id, LUNCH));
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (broker.depth(LETTER_BOX.dead()) == 0 && System.nanoTime() < end) {
            container.deliverAll(LETTER_BOX, inbox);
            expectMissing(0);
        }

        count();

        assertThat(bank.batches()).hasSize(2);
        assertThat(counted()).isEqualTo(new LetterCount(BOX, 1, 0, 0, 0, 0, 0));
        assertThat(broker.depth(LETTER_BOX.dead())).isOne();
        expectMissing(0);
    }

    @Test
    void aLetterThatIsToComeLaterIsThereMeanwhile() throws Exception {
        try (JMSContext sender = broker.connections("sender").createContext()) {
            sender.createProducer().setDeliveryDelay(60_000).send(sender.createQueue(BOX), "later");
        }

        assertThat(broker.delayed()).isOne();
        expectMissing(0);
    }

    @Test
    void whatExpiresWhileItWaitsIsCounted() throws Exception {
        post.jms().createProducer().setTimeToLive(1).send(post.jms().createQueue(BOX), post.letter(id, LUNCH));
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (broker.depth(Destinations.expired(BOX)) == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        expectMissing(0);

        count();

        assertThat(counted()).isEqualTo(new LetterCount(BOX, 1, 0, 0, 0, 0, 1));
        expectMissing(0);
    }

    @Test
    void aLetterThatIsTakenAwayBehindOurBackIsMissing() throws Exception {
        post.send(BOX, post.letter(id, LUNCH), post.letter(Ids.next(), LUNCH));
        expectMissing(0);

        broker.remove(id);

        expectMissing(1);
        count();
        container.deliverAll(LETTER_BOX, inbox);
        expectMissing(1);
    }

    @Test
    void theSumsSurviveARestartOfTheBroker() throws Exception {
        post.send(BOX, post.letter(id, LUNCH), post.letter(Ids.next(), LUNCH));
        count();
        container.deliverAll(LETTER_BOX, inbox);
        post.send(BOX, post.letter(Ids.next(), LUNCH), post.letter(Ids.next(), TOO_MUCH));

        stopWork();
        startWork();

        expectMissing(0);
        assertThat(broker.depth(BOX)).isEqualTo(2);
        container.deliverAll(LETTER_BOX, inbox);
        count();
        assertThat(counted()).isEqualTo(new LetterCount(BOX, 4, 3, 1, 0, 0, 0));
        expectMissing(0);
    }

    @Test
    void aLetterThatIsLostBecauseItIsNotDurableIsMissing() throws Exception {
        post.jms().createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .send(post.jms().createQueue(BOX), post.letter(id, LUNCH));
        expectMissing(0);

        stopWork();
        startWork();

        expectMissing(1);
    }

    @Test
    void lettersOfATransactionAreAcceptedWhenItCommits() throws SQLException {
        try (JMSContext sender = broker.connections("sender").createContext(JMSContext.SESSION_TRANSACTED)) {
            sender.createProducer().send(sender.createQueue(BOX), "one").send(sender.createQueue(BOX), "two");
            assertThat(accepted()).isZero();
            sender.rollback();
            assertThat(accepted()).isZero();
            sender.createProducer().send(sender.createQueue(BOX), "three");
            sender.commit();
        }

        assertThat(accepted()).isOne();
        expectMissing(0);
    }

    @Test
    void aCountThatIsRolledBackIsMadeAgain() throws Exception {
        post.send(BOX, post.letter(id, LUNCH));
        try (JMSContext jms = broker.connections("service").createContext(JMSContext.SESSION_TRANSACTED);
                Connection connection = DATABASE.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(accountant(jms, connection).count()).isFalse();
            jms.rollback();
            connection.rollback();
        }

        count();

        assertThat(counted().accepted()).isOne();
    }

    @Test
    void aServiceThatWasAwayCatchesUpInSteps() throws Exception {
        try (JMSContext sender = broker.connections("sender").createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < 5_001; i++) {
                sender.createProducer().send(sender.createQueue(BOX), "{}");
            }
            sender.commit();
        }

        assertThat(countOnce()).isTrue();
        assertThat(counted().accepted()).isEqualTo(5_000);
        expectMissing(0);
        assertThat(countOnce()).isFalse();
        assertThat(counted().accepted()).isEqualTo(5_001);
    }

    @Test
    void whatLiesOnTheBrokersDiskIsCountedWithoutAPause() throws Exception {
        int letters = 2_000;
        broker.keepReceiptsOnDisk();
        try (JMSContext sender = broker.connections("sender").createContext(JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < letters; i++) {
                sender.createProducer().send(sender.createQueue(BOX), "{}");
            }
            sender.commit();
        }

        while (countOnce()) {
            assertThat(counted().accepted()).isLessThanOrEqualTo(letters);
        }

        assertThat(counted().accepted()).isEqualTo(letters);
    }

    private void count() throws SQLException {
        assertThat(countOnce()).isFalse();
    }

    private boolean countOnce() throws SQLException {
        try (JMSContext jms = broker.connections("service").createContext(JMSContext.SESSION_TRANSACTED);
                Connection connection = DATABASE.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean more = accountant(jms, connection).count();
            jms.commit();
            connection.commit();
            return more;
        }
    }

    private static Accountant accountant(JMSContext jms, Connection connection) {
        ConnectionFactory connections = Unclosable.handOut(ConnectionFactory.class, "createContext",
                () -> Unclosable.view(JMSContext.class, jms));
        DataSource dataSource = Unclosable.handOut(DataSource.class, "getConnection",
                () -> Unclosable.view(Connection.class, connection));
        return new Accountant(BOX, connections, new LetterCounts(dataSource));
    }

    private static LetterCount counted() {
        List<LetterCount> all = new LetterCounts(DATABASE.dataSource()).all();
        return all.isEmpty() ? new LetterCount(BOX, 0, 0, 0, 0, 0, 0) : all.get(0);
    }

    private long accepted() {
        return counted().accepted() + broker.depth(Destinations.accepted(BOX));
    }

    /** The broker shows what is committed a moment later, one queue after the other. */
    private void expectMissing(long letters) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (missing() != letters && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(missing()).as("missing letters").isEqualTo(letters);
    }

    private long missing() {
        return accepted() - counted().ended() - broker.depth(BOX) - broker.depth(Destinations.expired(BOX))
                - broker.depth(LETTER_BOX.dead()) - broker.depth(LETTER_BOX.invalid());
    }
}

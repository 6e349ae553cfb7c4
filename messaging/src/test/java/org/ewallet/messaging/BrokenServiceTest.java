package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ewallet.contract.Codec;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows what becomes of letters while something is broken: none is lost, and a bad one holds up no other. */
class BrokenServiceTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final Duration SOON = Duration.ofMillis(50);
    private static final RetryPolicy TWO_SOON_RETRIES = new RetryPolicy(List.of(SOON, SOON), 0);
    private static final RetryPolicy ONE_LATE_RETRY = new RetryPolicy(List.of(Duration.ofHours(1)), 0);
    private static final RetryPolicy NO_RETRY = new RetryPolicy(List.of(), 0);
    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");
    private static final TransferFunds DINNER = new TransferFunds("adam.EUR", "eve.EUR", 3000, "EUR", "dinner");

    private final String before = Ids.next();
    private final String bad = Ids.next();
    private final String after = Ids.next();
    private Office office;
    private Post post;

    @BeforeEach
    void open() throws SQLException {
        office = Office.ofCommands(BROKER, DATABASE);
        post = office.post;
        office.bank.breakAt(letter -> letter.key().contains(bad));
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void badLetterIsPutAsideWhileItsNeighboursAreHandled() throws Exception {
        office.restart(Office.BATCH_SIZE, ONE_LATE_RETRY);
        post.send(office.box.queue(), post.letter(before, LUNCH), post.letter(bad, LUNCH), post.letter(after, DINNER));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(before, bad, after), List.of(before), List.of(bad),
                List.of(after));
        assertThat(DATABASE.effectsOf(before)).isOne();
        assertThat(DATABASE.effectsOf(after)).isOne();
        assertThat(DATABASE.effectsOf(bad)).isZero();
        assertThat(office.outcomes.outcomeOf(bad)).isEmpty();
        assertThat(office.takeEvents()).extracting(event -> Post.text(event, "cloudEvents_causationid"))
                .containsExactly(before, after);
        assertThat(post.takeAll(office.box.dead())).isEmpty();
    }

    @Test
    void letterThatWasPutAsideComesBackWithItsHistoryAfterItsDelay() throws Exception {
        office.restart(Office.BATCH_SIZE, new RetryPolicy(List.of(Duration.ofMillis(200)), 0));
        Message letter = post.letter(bad, LUNCH);
        letter.setStringProperty("shelf", "B 7");
        letter.setJMSReplyTo(post.jms().createQueue("reply." + office.box.queue()));
        letter.setJMSCorrelationID("correlation-1");
        letter.setJMSType("type-1");
        post.send(office.box.queue(), letter);

        failAndPutAside(office);

        Message again = post.await(office.box.queue());
        assertThat(again.getJMSDeliveryTime() - again.getJMSTimestamp()).isBetween(200L, 1_000L);
        assertThat(again.getIntProperty("ewallet_attempts")).isOne();
        assertThat(Post.text(again, "ewallet_reason")).isEqualTo("java.lang.IllegalStateException");
        assertThat(Post.text(again, "ewallet_detail")).isEqualTo("the ledger is out of order");
        assertThat(Post.text(again, "ewallet_firstFailedAt")).isEqualTo("2030-01-31T12:00:00Z");
        assertThat(Post.text(again, "ewallet_lastFailedAt")).isEqualTo("2030-01-31T12:00:00Z");
        assertThat(CloudEvents.read(again)).isEqualTo(CloudEvents.read(letter));
        assertThat(Post.text(again, "shelf")).isEqualTo("B 7");
        assertThat(again.getJMSReplyTo()).isEqualTo(letter.getJMSReplyTo());
        assertThat(again.getJMSCorrelationID()).isEqualTo("correlation-1");
        assertThat(again.getJMSType()).isEqualTo("type-1");
    }

    @Test
    void letterIsHandledAsEverWhenWhatBrokeIsRepaired() throws Exception {
        office.restart(Office.BATCH_SIZE, TWO_SOON_RETRIES);
        String replies = "reply." + office.box.queue();
        Message letter = post.letter(bad, LUNCH);
        letter.setJMSReplyTo(post.jms().createQueue(replies));
        post.send(office.box.queue(), letter);
        failAndPutAside(office);

        office.bank.repair();
        office.deliver();

        assertThat(DATABASE.effectsOf(bad)).isOne();
        assertThat(Post.body(post.takeOnly(replies))).isEqualTo(office.outcomeOf(bad));
    }

    @Test
    void letterThatFailedBeforeIsHandledAlone() throws Exception {
        office.bank.repair();
        post.send(office.box.queue(), letterThatFailedOnce(), post.letter(after, LUNCH));
        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(bad), List.of(after));
    }

    @Test
    void letterThatFailsAgainBehindOthersDoesThemNoHarm() throws Exception {
        office.restart(Office.BATCH_SIZE, new RetryPolicy(List.of(SOON), 0));
        post.send(office.box.queue(), post.letter(before, LUNCH), letterThatFailedOnce(), post.letter(after, LUNCH));
        office.deliverAll();

        assertThat(DATABASE.effectsOf(before)).isOne();
        assertThat(DATABASE.effectsOf(after)).isOne();
        assertThat(post.takeOnly(office.box.dead()).getIntProperty("ewallet_attempts")).isEqualTo(2);
    }

    @Test
    void letterIsDeadWithTheCauseWhenItsRetriesAreUsedUp() throws Exception {
        office.restart(Office.BATCH_SIZE, TWO_SOON_RETRIES);
        post.send(office.box.queue(), post.letter(bad, LUNCH));

        for (int minute = 0; minute < 3; minute++) {
            assertThat(post.takeAll(office.box.dead())).isEmpty();
            failAndPutAside(office);
            office.clock.advance(Duration.ofMinutes(1));
        }

        assertThat(office.batches()).hasSize(3).containsOnly(List.of(bad));
        Message dead = post.takeOnly(office.box.dead());
        assertThat(Post.body(dead)).isEqualTo(Codec.write(LUNCH));
        assertThat(Post.text(dead, "cloudEvents_id")).isEqualTo(bad);
        assertThat(dead.getIntProperty("ewallet_attempts")).isEqualTo(3);
        assertThat(Post.text(dead, "ewallet_reason")).isEqualTo("java.lang.IllegalStateException");
        assertThat(Post.text(dead, "ewallet_detail")).isEqualTo("the ledger is out of order");
        assertThat(Post.text(dead, "ewallet_firstFailedAt")).isEqualTo("2030-01-31T12:00:00Z");
        assertThat(Post.text(dead, "ewallet_lastFailedAt")).isEqualTo("2030-01-31T12:02:00Z");
    }

    @Test
    void failuresAreCountedAcrossRestartsOfTheService() throws Exception {
        post.send(office.box.queue(), post.letter(bad, LUNCH));

        for (int start = 0; start < 3; start++) {
            office.restart(Office.BATCH_SIZE, TWO_SOON_RETRIES);
            failAndPutAside(office);
        }

        assertThat(post.takeOnly(office.box.dead()).getIntProperty("ewallet_attempts")).isEqualTo(3);
    }

    @Test
    void deadLetterMayBeSentAgainUnderItsIdAfterTheRepair() throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        post.send(office.box.queue(), post.letter(bad, LUNCH));
        office.deliverAll();
        Message dead = post.takeOnly(office.box.dead());

        office.bank.repair();
        post.send(office.box.queue(), dead);
        office.deliverAll();

        assertThat(DATABASE.effectsOf(bad)).isOne();
    }

    @Test
    void everyLetterIsPutAsideWhileAllIsBroken() throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        office.bank.breakAt(letter -> true);
        post.send(office.box.queue(), post.letter(before, LUNCH), post.letter(bad, LUNCH), post.letter(after, LUNCH));

        office.deliverAll();

        assertThat(post.takeAll(office.box.dead())).extracting(letter -> Post.text(letter, "cloudEvents_id"))
                .containsExactly(before, bad, after);
    }

    @Test
    void letterWithoutJmsMessageIdIsPutAsideToo() throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        post.jms().createProducer().setDisableMessageID(true)
                .send(post.jms().createQueue(office.box.queue()), post.letter(bad, LUNCH));
        post.send(office.box.queue(), post.letter(after, LUNCH));

        office.deliverAll();

        assertThat(Post.text(post.takeOnly(office.box.dead()), "ewallet_reason"))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(DATABASE.effectsOf(after)).isOne();
    }

    static Stream<Object> forgedNumbersOfAttempts() {
        return Stream.of("many", "2", -5, 0, Integer.MAX_VALUE, 7L, 1.5, true);
    }

    @ParameterizedTest
    @MethodSource("forgedNumbersOfAttempts")
    void forgedNumberOfAttemptsIsNoTrouble(Object forged) throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        Message letter = post.letter(bad, LUNCH);
        letter.setObjectProperty("ewallet_attempts", forged);
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(post.takeOnly(office.box.dead()).getIntProperty("ewallet_attempts")).isOne();
    }

    @Test
    void bytesAndAttributesOfAmqpSendersSurvive() throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        byte[] body = Codec.write(LUNCH).getBytes(StandardCharsets.UTF_8);
        BytesMessage letter = post.jms().createBytesMessage();
        letter.writeBytes(body);
        Post.setAmqpProperty(letter, "cloudEvents:specversion", "1.0");
        Post.setAmqpProperty(letter, "cloudEvents:id", bad);
        Post.setAmqpProperty(letter, "cloudEvents:type", "org.ewallet.TransferFunds");
        Post.setAmqpProperty(letter, "cloudEvents:source", "tests");
        letter.setLongProperty("number", 7);
        post.send(office.box.queue(), letter);

        office.deliverAll();

        Message dead = post.takeOnly(office.box.dead());
        assertThat(dead.getBody(byte[].class)).isEqualTo(body);
        assertThat(CloudEvents.read(dead)).isEqualTo(
                new Letter(Post.envelope(bad, "org.ewallet.TransferFunds"), Codec.write(LUNCH)));
        assertThat(dead.getLongProperty("number")).isEqualTo(7);
    }

    @Test
    void letterInStructuredModeSurvives() throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        TextMessage letter = post.jms().createTextMessage("{\"specversion\":\"1.0\",\"id\":\"" + bad
                + "\",\"source\":\"device\",\"type\":\"org.ewallet.TransferFunds\",\"data\":" + Codec.write(LUNCH)
                + "}");
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(Post.body(post.takeOnly(office.box.dead()))).isEqualTo(letter.getText());
    }

    @Test
    void timeToLiveGoesOnWhileALetterIsPutAside() throws Exception {
        office.restart(Office.BATCH_SIZE, TWO_SOON_RETRIES);
        Message letter = post.letter(bad, LUNCH);
        post.jms().createProducer().setTimeToLive(Duration.ofMinutes(5).toMillis())
                .send(post.jms().createQueue(office.box.queue()), letter);

        failAndPutAside(office);

        assertThat(post.await(office.box.queue()).getJMSExpiration())
                .isCloseTo(letter.getJMSExpiration(), within(5_000L));
    }

    @Test
    void letterThatNeverCommitsIsPutAsideAlthoughNoFailureIsSeen() throws Exception {
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        post.send(office.box.queue(), post.letter(after, LUNCH));

        for (int delivery = 0; delivery < 5; delivery++) {
            office.deliverAndFailToCommit();
        }
        assertThat(office.batches()).hasSize(5);
        office.deliverAll();

        assertThat(office.batches()).hasSize(5);
        Message dead = post.takeOnly(office.box.dead());
        assertThat(Post.text(dead, "cloudEvents_id")).isEqualTo(after);
        assertThat(Post.text(dead, "ewallet_reason")).isEqualTo("TransactionNotCommitted");
        assertThat(DATABASE.effectsOf(after)).isZero();
    }

    @Test
    void letterOverWhichTheServerDiesIsDeadAfterThreeDeaths() throws Exception {
        office.bank.breakAt(letter -> letter.key().equals(bad) && dieNow());
        office.restart(Office.BATCH_SIZE, new RetryPolicy(List.of(SOON, SOON, SOON), 0));
        post.send(office.box.queue(), post.letter(before, LUNCH), post.letter(bad, LUNCH), post.letter(after, LUNCH));

        int deaths = 0;
        while (DATABASE.effectsOf(after) == 0 || post.browse(office.box.dead()).isEmpty()) {
            try {
                office.deliver();
            } catch (Death death) {
                deaths++;
                office.restart(Office.BATCH_SIZE, new RetryPolicy(List.of(SOON, SOON, SOON), 0));
            }
            assertThat(deaths).isLessThanOrEqualTo(3);
        }

        assertThat(deaths).isEqualTo(3);
        Message dead = post.takeOnly(office.box.dead());
        assertThat(Post.text(dead, "cloudEvents_id")).isEqualTo(bad);
        assertThat(Post.text(dead, "ewallet_reason")).isEqualTo("ServerDied");
        assertThat(DATABASE.effectsOf(before)).isOne();
        assertThat(DATABASE.effectsOf(after)).isOne();
    }

    @Test
    void firstLetterAfterAStartIsHandedBackSoThatEarlierOnesComeFirst() throws Exception {
        office.bank.repair();
        Inbox inbox = new Inbox(office.box, Office.BATCH_SIZE, NO_RETRY, office.container.connections(), office.bank,
                new LetterTables(office.container.dataSource(), DATABASE.dataSource()), office.clock).handingBackFirst();
        post.send(office.box.queue(), post.letter(before, LUNCH), post.letter(after, LUNCH));
        try (JMSContext earlierRun = BROKER.connections().createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = earlierRun.createConsumer(earlierRun.createQueue(office.box.queue()))) {
            assertThat(consumer.receive(10_000)).as("letter of the earlier run").isNotNull();

            office.container.deliver(office.box.queue(), inbox, earlierRun::rollback);
        }
        office.container.deliverAll(office.box, inbox);

        assertThat(office.bank.letters()).extracting(Received::key).containsExactly(before, after);
    }

    @Test
    void letterThatIsOnlyHandedBackManyTimesIsNotToBlame() throws Exception {
        office.bank.repair();
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        post.send(office.box.queue(), post.letter(before, LUNCH));
        for (int times = 0; times < 20; times++) {
            office.container.takeAndHandBack(office.box.queue());
            office.restart(Office.BATCH_SIZE, NO_RETRY);
        }

        office.deliverAll();

        assertThat(DATABASE.effectsOf(before)).isOne();
        assertThat(post.takeAll(office.box.dead())).isEmpty();
    }

    @Test
    void noLetterIsPutAsideWhileTheDatabaseIsDown() throws Exception {
        office.bank.repair();
        office.restart(Office.BATCH_SIZE, NO_RETRY);
        post.send(office.box.queue(), post.letter(before, LUNCH), post.letter(after, LUNCH));

        office.outage.begin();
        office.deliver();
        CompletableFuture<Void> repair = CompletableFuture.runAsync(office.outage::end,
                CompletableFuture.delayedExecutor(1200, TimeUnit.MILLISECONDS));
        office.deliver();
        repair.join();
        office.deliverAll();

        assertThat(DATABASE.effectsOf(before)).isOne();
        assertThat(DATABASE.effectsOf(after)).isOne();
        assertThat(post.takeAll(office.box.dead())).isEmpty();
    }

    @Test
    void letterThatFailsWhileAnotherBatchIsDrainedDoesNotRollItBack() throws Exception {
        office.restart(Office.BATCH_SIZE, new RetryPolicy(List.of(SOON), 0));
        post.send(office.box.queue(), post.letter(before, LUNCH), letterThatFailedOnce(), post.letter(after, LUNCH));

        office.deliver();

        assertThat(office.batches()).containsExactly(List.of(before, after));
    }

    private static boolean dieNow() {
        throw new Death();
    }

    /** Not an exception that a service could handle. */
    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void eventThatFailsComesBackToThisSubscriptionOnly() throws Exception {
        try (Office readers = Office.ofEvents(BROKER, DATABASE)) {
            String neighbour = readers.box.address() + "-neighbour";
            BROKER.subscribe(readers.box.address(), neighbour);
            readers.restart(Office.BATCH_SIZE, TWO_SOON_RETRIES);
            readers.bank.breakAt(letter -> true);
            post.publish(readers.box.address(), post.letter(bad, new PersonBanned("johny", null)));

            for (int attempt = 0; attempt < 3; attempt++) {
                failAndPutAside(readers);
            }

            assertThat(post.takeAll(readers.box.address(), neighbour)).hasSize(1);
            assertThat(post.takeOnly(readers.box.queue() + ".dead").getIntProperty("ewallet_attempts")).isEqualTo(3);
        }
    }

    @Test
    void serviceThatForgetsALetterIsBroken() throws Exception {
        Inbox inbox = new Inbox(office.box, Office.BATCH_SIZE, NO_RETRY, office.container.connections(),
                new ForgetfulService(office.bank),
                new LetterTables(office.container.dataSource(), DATABASE.dataSource()), office.clock);
        post.send(office.box.queue(), post.letter(after, LUNCH));

        office.container.deliver(office.box.queue(), inbox);
        office.container.deliver(office.box.queue(), inbox);

        assertThat(Post.text(post.takeOnly(office.box.dead()), "ewallet_detail"))
                .isEqualTo("1 letters got 0 decisions");
        assertThat(DATABASE.effectsOf(after)).isZero();
    }

    @Test
    void listenerAsksForARollbackWhenTheBrokerIsOutOfReach() {
        AtomicInteger rollbacks = new AtomicInteger();
        Inbox inbox = new Inbox(office.box, Office.BATCH_SIZE, NO_RETRY, unreachableBroker(), office.bank,
                new LetterTables(office.container.dataSource(), DATABASE.dataSource()), office.clock);

        inbox.receive(post.letter(after, LUNCH), rollbacks::incrementAndGet);

        assertThat(rollbacks).hasValue(1);
        assertThat(office.batches()).isEmpty();
    }

    private Message letterThatFailedOnce() throws JMSException {
        Message letter = post.letter(bad, LUNCH);
        letter.setIntProperty("ewallet_attempts", 1);
        return letter;
    }

    /** Two deliveries: the letter fails, then it is put aside. */
    private static void failAndPutAside(Office office) throws SQLException {
        office.deliver();
        office.deliver();
    }

    private static ConnectionFactory unreachableBroker() {
        return (ConnectionFactory) Proxy.newProxyInstance(BrokenServiceTest.class.getClassLoader(),
                new Class<?>[] {ConnectionFactory.class}, (proxy, method, values) -> {
                    throw new JMSRuntimeException("nobody answers");
                });
    }

    /** Does its work and answers nothing. */
    private record ForgetfulService(LittleBank bank) implements LetterService {

        @Override
        public Optional<Class<? extends org.ewallet.contract.Message>> find(String type) {
            return bank.find(type);
        }

        @Override
        public List<Decision> handle(List<Received<?>> letters) {
            bank.handle(letters);
            return List.of();
        }

        @Override
        public Set<String> subjects(Received<?> letter) {
            return bank.subjects(letter);
        }
    }
}

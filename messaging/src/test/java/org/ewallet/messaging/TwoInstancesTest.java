package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that two instances of a service, each given a copy of one letter at the same time, give it one effect. */
class TwoInstancesTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final long PATIENCE_SECONDS = 30;

    /** Nobody waits for it here: the instance that comes second fails, and tries again at once. */
    private static final RetryPolicy LATE = new RetryPolicy(List.of(Duration.ofHours(1)), 0);

    private final String id = Ids.next();
    private final CyclicBarrier bothKnowNothing = new CyclicBarrier(2);
    private Office office;

    @BeforeEach
    void open() throws SQLException {
        office = Office.ofCommands(BROKER, DATABASE);
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void copiesOfALetterHaveOneEffectAndOneOutcome() throws Exception {
        TransferFunds lunch = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");
        String replies = "reply." + office.box.queue();
        for (int i = 0; i < 2; i++) {
            var letter = office.post.letter(id, lunch);
            letter.setJMSReplyTo(office.post.jms().createQueue(replies));
            office.post.send(office.box.queue(), letter);
        }

        deliverOnTwoInstances();

        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(office.takeEvents()).hasSize(1);
        assertThat(office.post.takeAll(replies)).hasSize(2)
                .allSatisfy(reply -> assertThat(Post.body(reply)).isEqualTo(office.outcomeOf(id)));
    }

    @Test
    void ofTwoLettersWithOneIdOneHasAnEffectAndTheOtherIsInvalid() throws Exception {
        office.post.send(office.box.queue(),
                office.post.letter(id, new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch")),
                office.post.letter(id, new DepositFunds("johny.EUR", 1250, "EUR", "lunch")));

        deliverOnTwoInstances();

        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(Post.text(office.post.takeOnly(office.box.invalid()), "ewallet_reason"))
                .isEqualTo("ID_REUSED_WITH_OTHER_CONTENT");
    }

    /** Each instance takes one letter, finds no outcome of it, and goes on when the other one has found none either. */
    private void deliverOnTwoInstances() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Container one = new Container(BROKER.connections(), DATABASE.dataSource());
                Container other = new Container(BROKER.connections(), DATABASE.dataSource())) {
            List<Callable<Void>> instances = Stream.of(one, other).map(this::instance).toList();
            for (Future<Void> done : threads.invokeAll(instances, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        // One that had just been given to an instance when that one ended has gone back into the box.
        office.deliverAll();
    }

    private Callable<Void> instance(Container container) {
        Inbox inbox = new Inbox(office.box, 1, LATE, container.connections(),
                new WaitingBank(new LittleBank(container.dataSource()), bothKnowNothing, new AtomicBoolean()),
                new LetterTables(container.dataSource(), DATABASE.dataSource()), office.clock);
        return () -> {
            container.deliver(office.box.consumerName(), inbox);
            container.deliverAll(office.box, inbox);
            return null;
        };
    }

    /** Handles its first letter only when the other instance is about to do the same. */
    private record WaitingBank(LittleBank bank, CyclicBarrier barrier, AtomicBoolean begun) implements LetterService {

        @Override
        public Optional<Class<? extends org.ewallet.contract.Message>> find(String type) {
            return bank.find(type);
        }

        @Override
        public List<Decision> handle(List<Received<?>> letters) {
            if (begun.compareAndSet(false, true)) {
                try {
                    barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
            }
            return bank.handle(letters);
        }

        @Override
        public Set<String> subjects(Received<?> letter) {
            return bank.subjects(letter);
        }
    }
}

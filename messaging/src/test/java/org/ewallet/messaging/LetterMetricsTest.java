package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what somebody who watches a box is told of its letters. */
class LetterMetricsTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");
    private static final TransferFunds PALACE =
            new TransferFunds("johny.EUR", "mary.EUR", LittleBank.MAX_AMOUNT_MINOR + 1, "EUR", "palace");

    private final String id = Ids.next();
    private Office office;

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void lettersAreCountedByTypeAndOutcomeAndBatchesByTheirSize() throws Exception {
        office = Office.ofCommands(BROKER, DATABASE);
        Message letter = office.post.letter(id, LUNCH);
        office.post.send(office.box.queue(), letter, letter, office.post.letter(Ids.next(), PALACE));

        office.deliverAll();

        assertMeasured(Map.of(
                "ewallet_batch_letters{box=BOX}", 3L,
                "ewallet_batch_time{box=BOX}", 1L,
                "ewallet_handler_letters{box=BOX,type=TransferFunds}", 3L,
                "ewallet_handler_time{box=BOX,type=TransferFunds}", 1L,
                "ewallet_letters{box=BOX,outcome=completed,type=TransferFunds}", 1L,
                "ewallet_letters{box=BOX,outcome=repeated,type=TransferFunds}", 1L,
                "ewallet_letters{box=BOX,outcome=rejected,type=TransferFunds}", 1L));
    }

    @Test
    void unreadableLettersAreCountedByTheReason() throws Exception {
        office = Office.ofCommands(BROKER, DATABASE);
        office.post.send(office.box.queue(), office.post.letter(id, LUNCH), office.post.letter(id, PALACE),
                office.post.letter(Post.envelope(Ids.next(), "org.ewallet.NeverHeardOf"), "{}"));

        office.deliverAll();

        assertThat(measured())
                .containsEntry("ewallet_invalid_letters{box=BOX,reason=ID_REUSED_WITH_OTHER_CONTENT}", 1L)
                .containsEntry("ewallet_invalid_letters{box=BOX,reason=UNKNOWN_TYPE}", 1L)
                .containsEntry("ewallet_batch_letters{box=BOX}", 3L);
    }

    @Test
    void whateverSendersCallTheirEventsThoseOfNoInterestAreOneType() throws Exception {
        office = Office.ofEvents(BROKER, DATABASE);
        office.post.publish(office.box.address(), office.post.letter(Ids.next(), new PersonBanned("johny", null)),
                office.post.letter(Post.envelope(Ids.next(), "org.ewallet.NeverHeardOf"), "{}"),
                office.post.letter(Post.envelope(Ids.next(), "com.example.Gossip"), "{}"));

        office.deliverAll();

        assertThat(measured())
                .containsEntry("ewallet_letters{box=BOX,outcome=completed,type=PersonBanned}", 1L)
                .containsEntry("ewallet_letters{box=BOX,outcome=ignored,type=other}", 2L);
    }

    @Test
    void letterThatFailsIsCountedAtEachTryAndWhenItIsDead() throws Exception {
        office = Office.ofCommands(BROKER, DATABASE);
        office.restart(Office.BATCH_SIZE, new RetryPolicy(List.of(Duration.ofMillis(1)), 0));
        office.bank.breakAt(letter -> true);
        office.post.send(office.box.queue(), office.post.letter(id, LUNCH));

        for (int delivery = 0; delivery < 4; delivery++) {
            office.deliver();
        }

        assertMeasured(Map.of("ewallet_batch_failures{box=BOX}", 2L, "ewallet_retries{box=BOX}", 1L,
                "ewallet_dead_letters{box=BOX}", 1L));
    }

    private void assertMeasured(Map<String, Long> expected) {
        assertThat(measured()).isEqualTo(expected);
    }

    private Map<String, Long> measured() {
        Map<String, Long> measured = new TreeMap<>();
        office.measurements.sums().forEach((id, sum) -> measured.put(id.replace(office.box.queue(), "BOX"), sum));
        return measured;
    }
}

package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that events are numbered without gaps, whatever is rolled back, and kept as they were sent. */
class EventLogTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    private final Database database = new Database();
    private Office office;

    @BeforeEach
    void open() throws SQLException {
        database.beforeAll(null);
        office = Office.ofCommands(BROKER, database);
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
        database.afterAll(null);
    }

    @Test
    void numbersHaveNoGapsThoughTransactionsRollBack() throws Exception {
        send(1, 2, 3);
        office.deliverAndFailToCommit();
        office.deliverAll();
        send(4, LittleBank.MAX_AMOUNT_MINOR + 1, 5);
        office.deliverAll();

        List<Message> events = office.takeEvents();

        assertThat(events).extracting(event -> Long.valueOf(Post.text(event, "cloudEvents_sequence")))
                .isEqualTo(LongStream.rangeClosed(1, 6).boxed().toList());
    }

    @Test
    void eventsAreKeptAsTheyWereSent() throws Exception {
        send(1, 2);
        office.deliverAll();

        List<Message> events = office.takeEvents();

        assertThat(database.events()).isEqualTo(events.stream().map(event -> List.of(
                Post.text(event, "cloudEvents_sequence"), Post.text(event, "cloudEvents_id"),
                Post.text(event, "cloudEvents_type"), Post.text(event, "cloudEvents_causationid"), Post.body(event)))
                .toList());
    }

    private void send(long... amounts) {
        LongStream.of(amounts).forEach(amount -> office.post.send(office.box.queue(),
                office.post.letter(Ids.next(), new TransferFunds("johny.EUR", "mary.EUR", amount, "EUR", null))));
    }
}

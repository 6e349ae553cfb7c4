package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.sql.SQLException;
import java.util.List;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows what becomes of events while nothing is broken: each counts once, and what is of no interest is skipped. */
class EventBoxTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");

    private final String id = Ids.next();
    private Office office;
    private Post post;

    @BeforeEach
    void open() throws SQLException {
        office = Office.ofEvents(BROKER, DATABASE);
        post = office.post;
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void eventsOfATopicAreHandledInBatchesLikeCommands() throws Exception {
        String second = Ids.next();
        post.publish(office.box.address(), post.letter(id, new PersonBanned("johny", null)),
                post.letter(second, new PersonBanned("mary", null)));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of("event:" + id, "event:" + second));
        assertThat(DATABASE.effectsOf("event:" + id)).isOne();
    }

    @Test
    void eventThatComesTwiceCountsOnce() throws Exception {
        Message event = post.letter(id, new PersonBanned("johny", null));
        post.publish(office.box.address(), event, event);
        office.deliverAll();
        post.publish(office.box.address(), event);
        office.deliverAll();

        assertThat(DATABASE.effectsOf("event:" + id)).isOne();
    }

    @Test
    void eventsOfNoInterestAreSkipped() throws Exception {
        post.publish(office.box.address(), post.letter(Post.envelope(id, "org.ewallet.NeverHeardOf"), "{}"),
                post.letter(id, new PersonBanned("johny", null)),
                post.letter(Post.envelope(id, "com.example.Gossip"), "neither JSON"));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of("event:" + id));
        assertThat(post.takeAll(office.box.invalid())).isEmpty();
    }

    @Test
    void eventOfInterestThatCannotBeReadIsInvalid() throws Exception {
        post.publish(office.box.address(), post.letter(Post.envelope(id, "org.ewallet.PersonBanned"), "{}"));

        office.deliverAll();

        assertThat(Post.text(post.takeOnly(office.box.invalid()), "ewallet_reason")).isEqualTo("BAD_DATA");
    }

    @Test
    void orderIsPaidOncePerOrderNotPerEvent() throws Exception {
        OrderPlaced order = new OrderPlaced("order-" + id, "johny", 1999, "EUR", "shop.EUR");
        post.publish(office.box.address(), post.letter(Ids.next(), order), post.letter(Ids.next(), order));
        office.deliverAll();
        post.publish(office.box.address(), post.letter(Ids.next(), order));
        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of("order:order-" + id));
        assertThat(DATABASE.effectsOf("order:order-" + id)).isOne();
    }

    @Test
    void sameOrderWithAnotherAmountIsInvalid() throws Exception {
        post.publish(office.box.address(),
                post.letter(Ids.next(), new OrderPlaced("order-" + id, "johny", 1999, "EUR", "shop.EUR")),
                post.letter(Ids.next(), new OrderPlaced("order-" + id, "johny", 2000, "EUR", "shop.EUR")));

        office.deliverAll();

        Message invalid = post.takeOnly(office.box.invalid());
        assertThat(Post.text(invalid, "ewallet_reason")).isEqualTo("ID_REUSED_WITH_OTHER_CONTENT");
        assertThat(Post.text(invalid, "ewallet_detail")).endsWith("different: amountMinor");
    }

    @Test
    void refusedOrderIsNoRejectedCommand() throws Exception {
        post.publish(office.box.address(), post.letter(id,
                new OrderPlaced("order-" + id, "johny", LittleBank.MAX_AMOUNT_MINOR + 1, "EUR", "shop.EUR")));

        office.deliverAll();

        assertThat(Codec.read(office.outcomeOf("order:order-" + id), Outcome.class).status())
                .isEqualTo(Outcome.Status.REJECTED);
        assertThat(office.takeEvents()).isEmpty();
    }

    @Test
    void commandAndEventOfOneIdAreTwoLetters() throws Exception {
        post.publish(office.box.address(), post.letter(id, LUNCH), post.letter(id, new PersonBanned("j", null)));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(id, "event:" + id));
    }
}

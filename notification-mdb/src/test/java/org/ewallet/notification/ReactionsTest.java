package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.notification.Letters.letter;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.messaging.Decision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReactionsTest {

    private final NotificationDatabase database = new NotificationDatabase();
    private final AtomicInteger rings = new AtomicInteger();
    private final Reactions reactions = new Reactions(new Intake(database.dataSource(), rings::incrementAndGet));

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void aRegisteredPersonIsWelcomedAndRemembered() {
        assertThat(reactionTo(Letters.JOHNY)).extracting(NotificationView::kind, NotificationView::personId,
                NotificationView::to).containsExactly("WELCOME", "johny", "johny@example.org");
        assertThat(database.value("select phone from contact where person_id = 'johny'")).isEqualTo("+491701234567");
    }

    @Test
    void theOwnerOfTheTargetIsToldOfATransfer() {
        assertThat(reactionTo(Letters.TO_JOHNY)).extracting(NotificationView::kind, NotificationView::personId)
                .containsExactly("TRANSFER_RECEIVED", "johny");
    }

    @Test
    void thePayerIsToldThatAnOrderIsPaid() {
        assertThat(reactionTo(new OrderPaid("o1", "johny", "johny.EUR", "shop.EUR", 500, "EUR")))
                .extracting(NotificationView::kind, NotificationView::personId).containsExactly("ORDER_PAID", "johny");
    }

    @Test
    void thePayerIsToldThatAnOrderCouldNotBePaid() {
        assertThat(reactionTo(
                new OrderPaymentRejected("o1", "johny", "shop.EUR", 500, "EUR", Reason.INSUFFICIENT_FUNDS)))
                .extracting(NotificationView::kind, NotificationView::personId)
                .containsExactly("ORDER_PAYMENT_REFUSED", "johny");
    }

    @Test
    void aBannedPersonIsTold() {
        assertThat(reactionTo(new PersonBanned("johny", "fraud")))
                .extracting(NotificationView::kind, NotificationView::personId)
                .containsExactly("PERSON_BANNED", "johny");
    }

    @Test
    void otherEventsAreOfNoInterest() {
        assertThat(reactions.find("org.ewallet.TransferCompleted")).isPresent();
        assertThat(reactions.find("org.ewallet.FundsDeposited")).isEmpty();
        assertThat(reactions.find("org.ewallet.PersonReinstated")).isEmpty();
        assertThat(reactions.find("org.ewallet.CommandRejected")).isEmpty();
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        List<Decision> decisions = reactions.handle(
                List.of(letter("e1", Letters.JOHNY), letter("e2", Letters.TO_JOHNY)));

        assertThat(decisions).extracting(decision -> decision.outcome().type())
                .containsExactly("PersonRegistered", "TransferCompleted");
        assertThat(rings).hasValue(1);
    }

    @Test
    void whatIsToldOfAPersonLaterReplacesTheContact() {
        reactionTo(Letters.JOHNY);
        reactions.handle(List.of(letter("e2",
                new PersonRegistered("johny", "John", "john@example.org", null, "EUR", "de-AT"))));

        assertThat(database.value("select name || email || coalesce(phone, '-') || locale from contact"))
                .isEqualTo("Johnjohn@example.org-de-AT");
    }

    private NotificationView reactionTo(Event event) {
        Decision decision = reactions.handle(List.of(letter("e1", event))).get(0);

        assertThat(decision.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(decision.outcome().result()).containsEntry("status", "PENDING");
        assertThat(decision.events()).isEmpty();
        assertThat(rings).hasValue(1);
        NotificationView view = new NotificationReader(database.dataSource())
                .notification((String) decision.outcome().result().get("notificationId")).orElseThrow();
        assertThat(view.channel()).isEqualTo(Channel.EMAIL);
        assertThat(view.status()).isEqualTo(Status.PENDING);
        assertThat(view.commandId()).isEqualTo("command-1");
        return view;
    }
}

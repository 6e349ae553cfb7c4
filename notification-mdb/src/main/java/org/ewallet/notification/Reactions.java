package org.ewallet.notification;

import static org.ewallet.contract.notification.NotificationView.Channel.EMAIL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ewallet.contract.Event;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.Received;

/** What the service does with events: a person is told what happened to them. */
final class Reactions implements LetterService {

    /** Which event makes which notification, for whom. Other events are of no interest. */
    private static final List<Reaction<?>> TABLE = List.of(
            when(PersonRegistered.class, Kind.WELCOME, EMAIL, PersonRegistered::personId),
            when(PersonBanned.class, Kind.PERSON_BANNED, EMAIL, PersonBanned::personId),
            when(TransferCompleted.class, Kind.TRANSFER_RECEIVED, EMAIL, TransferCompleted::targetOwnerId),
            when(OrderPaid.class, Kind.ORDER_PAID, EMAIL, OrderPaid::personId),
            when(OrderPaymentRejected.class, Kind.ORDER_PAYMENT_REFUSED, EMAIL, OrderPaymentRejected::personId));

    private final Intake intake;

    Reactions(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Optional<Class<? extends Message>> find(String type) {
        String name = MessageTypes.shortName(type);
        return TABLE.stream().filter(row -> row.event().getSimpleName().equals(name)).findFirst().map(Reaction::event);
    }

    /** One message to a person does not wait for another. */
    @Override
    public Set<String> subjects(Received<?> letter) {
        return Set.of();
    }

    @Override
    public List<Decision> handle(List<Received<?>> letters) {
        List<Contact> contacts = new ArrayList<>();
        for (Received<?> letter : letters) {
            if (letter.message() instanceof PersonRegistered event) {
                contacts.add(Contact.of(event));
            }
        }
        intake.remember(contacts, letters.get(letters.size() - 1));
        return intake.accept(letters, letters.stream().map(Reactions::notification).toList());
    }

    private static Notification notification(Received<?> letter) {
        return TABLE.stream()
                .filter(row -> row.event().isInstance(letter.message()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reaction to " + letter.message().getClass()))
                .notification(letter);
    }

    private static <E extends Event> Reaction<E> when(Class<E> event, Kind kind, Channel channel,
            Function<E, String> person) {
        return new Reaction<>(event, kind, channel, person);
    }

    private record Reaction<E extends Event>(Class<E> event, Kind kind, Channel channel, Function<E, String> person) {

        /** The address is looked up when it is sent: the contact may come later than the event. */
        Notification notification(Received<?> letter) {
            return Notification.caused(letter, channel, kind, person.apply(event.cast(letter.message())), null);
        }
    }
}

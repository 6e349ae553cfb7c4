package org.ewallet.notification;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.Permission;
import org.ewallet.messaging.Received;

/** What the service does with commands: each is sent as it stands, if a trusted system asks for it; persons may not. */
final class CommandLetters implements LetterService {

    private static final MessageTypes<NotificationCommand> TYPES = MessageTypes.of(NotificationCommand.class);

    private final Intake intake;

    CommandLetters(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Optional<Class<? extends Message>> find(String type) {
        return TYPES.find(type).map(known -> known);
    }

    /** One message to a person does not wait for another. */
    @Override
    public Set<String> subjects(Received<?> letter) {
        return Set.of();
    }

    @Override
    public List<Decision> handle(List<Received<?>> letters) {
        List<Optional<Decision>> refusals =
                letters.stream().map(letter -> Permission.refusalOf(letter, personId -> false)).toList();
        List<Received<?>> allowed = new ArrayList<>(letters.size());
        for (int i = 0; i < letters.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                allowed.add(letters.get(i));
            }
        }
        Iterator<Decision> accepted =
                intake.accept(allowed, allowed.stream().map(CommandLetters::notification).toList()).iterator();
        return refusals.stream().map(refusal -> refusal.orElseGet(accepted::next)).toList();
    }

    private static Notification notification(Received<?> letter) {
        if (letter.message() instanceof SendEmail mail) {
            return Notification.caused(letter, Channel.EMAIL, Kind.LETTER, mail.personId(), mail.to());
        }
        SendSms sms = (SendSms) letter.message();
        return Notification.caused(letter, Channel.SMS, Kind.LETTER, sms.personId(), sms.to());
    }
}

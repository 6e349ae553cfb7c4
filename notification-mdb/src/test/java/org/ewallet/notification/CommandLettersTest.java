package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.notification.Letters.NOW;
import static org.ewallet.notification.Letters.letter;

import java.util.List;
import org.ewallet.contract.Reason;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandLettersTest {

    private final NotificationDatabase database = new NotificationDatabase();
    private final NotificationReader reader = new NotificationReader(database.dataSource());
    private final CommandLetters letters = new CommandLetters(new Intake(database.dataSource(), () -> { }));

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void anAcceptedLetterIsPendingAndCanBeAskedFor() {
        List<Decision> decisions = letters.handle(List.of(letter("m1", Letters.MAIL), letter("s1", Letters.SMS)));

        String mailId = (String) decisions.get(0).outcome().result().get("notificationId");
        String smsId = (String) decisions.get(1).outcome().result().get("notificationId");
        assertThat(reader.notification(mailId)).contains(new NotificationView(mailId, Channel.EMAIL, "LETTER",
                "mary@example.org", Status.PENDING, 0, NOW, null, "m1", "mary", null));
        assertThat(reader.notification(smsId)).contains(new NotificationView(smsId, Channel.SMS, "LETTER",
                "+491707654321", Status.PENDING, 0, NOW, null, "s1", null, null));
    }

    @Test
    void aPersonMayNotHaveMessagesSentAndTheOthersOfTheBatchAre() {
        Received<SendEmail> byPerson = new Received<>("m2", letter("m2", Letters.MAIL).envelope(), new Sender("mary"), NOW,
                Letters.MAIL);

        List<Decision> decisions =
                letters.handle(List.of(letter("m1", Letters.MAIL), byPerson, letter("s1", Letters.SMS)));

        assertThat(decisions).extracting(decision -> decision.outcome().commandId()).containsExactly("m1", "m2", "s1");
        assertThat(decisions).extracting(decision -> decision.outcome().reason())
                .containsExactly(null, Reason.NOT_ALLOWED, null);
        assertThat(reader.notifications(null, "m2", null).notifications()).isEmpty();
        assertThat(letters.handle(List.of(byPerson))).extracting(decision -> decision.outcome().reason())
                .containsExactly(Reason.NOT_ALLOWED);
    }

    @Test
    void onlyTheCommandsOfThisServiceAreKnown() {
        assertThat(letters.find("org.ewallet.SendEmail")).isPresent();
        assertThat(letters.find("org.ewallet.SendSms")).isPresent();
        assertThat(letters.find("org.ewallet.TransferFunds")).isEmpty();
    }
}

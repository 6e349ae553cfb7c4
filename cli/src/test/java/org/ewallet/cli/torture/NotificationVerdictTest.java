package org.ewallet.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ewallet.cli.torture.NotificationLetters.Expected;
import org.ewallet.contract.Codec;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationAttempts.Result;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.junit.jupiter.api.Test;

class NotificationVerdictTest {

    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    private final List<Expected> expected = new ArrayList<>();
    private final List<NotificationView> views = new ArrayList<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, List<Attempt>> attempts = new HashMap<>();
    private final List<Told> events = new ArrayList<>();

    @Test
    void whatWasSentRefusedAndLeftUnknownAsItShouldHolds() {
        sms("sent", Status.SENT, 1, "SmsSent");
        sms("lost", Status.UNKNOWN, 0);
        sms("unanswered", Status.UNKNOWN, 1);
        refused.add("to-refused");
        sms("refused", Status.REFUSED, 0, "SmsFailed");
        mail("mail", Status.SENT, 1, "EmailSent");
        mail("copied", Status.SENT, 3, "EmailSent");
        attempts("copied", Result.UNKNOWN, Result.FAILED, Result.UNKNOWN, Result.SENT);

        assertThat(broken()).isEmpty();
    }

    @Test
    void anSmsThatWasTakenTwiceIsFound() {
        sms("s", Status.UNKNOWN, 2);

        assertThat(broken()).containsExactly("at most once: no SMS was taken twice");
    }

    @Test
    void anSmsThatIsSaidToBeSentAndWasNotIsFound() {
        sms("s", Status.SENT, 0, "SmsSent");

        assertThat(broken()).containsExactly("at most once: SENT was taken, REFUSED was not");
    }

    @Test
    void anSmsThatIsSaidToBeRefusedAndWasTakenIsFound() {
        refused.add("to-s");
        sms("s", Status.REFUSED, 1, "SmsFailed");

        assertThat(broken()).containsExactly("at most once: SENT was taken, REFUSED was not");
    }

    @Test
    void anEmailThatNobodyTookIsFound() {
        mail("m", Status.SENT, 0, "EmailSent");

        assertThat(broken()).containsExactly("at least once: no e-mail is lost");
    }

    @Test
    void anEmailThatWasGivenUpIsFound() {
        mail("m", Status.REFUSED, 0, "EmailFailed");

        assertThat(broken()).containsExactly("at least once: no e-mail is lost",
                "refused are those whom the provider refuses");
    }

    @Test
    void aCopyWithoutAnUnknownAttemptIsFound() {
        mail("m", Status.SENT, 3, "EmailSent");
        attempts("m", Result.UNKNOWN, Result.FAILED, Result.SENT);

        assertThat(broken()).containsExactly("at least once: each copy has an attempt UNKNOWN");
    }

    @Test
    void aLetterWithoutANotificationIsFoundAndOneWithTwo() {
        mail("m", Status.SENT, 1, "EmailSent");
        views.add(view("n-other", "m", Channel.EMAIL, Status.SENT));
        taken.put("n-other", 1);
        tell("n-other", "EmailSent");
        expected.add(new Expected("s", "to-s", true));

        assertThat(findings()).containsExactlyInAnyOrder("m has 2 notifications", "s has 0 notifications");
    }

    @Test
    void aNotificationThatNobodyAskedForIsFound() {
        views.add(view("n", "nobody", Channel.SMS, Status.UNKNOWN));

        assertThat(findings()).containsExactly("there is a notification for nobody, which nobody sent");
    }

    @Test
    void oneThatIsStillToBeSentIsFound() {
        sms("s", Status.PENDING, 0);

        assertThat(broken()).containsExactly("none is still to be sent");
    }

    @Test
    void anEventThatIsMissingWrongDoubledOrTooMuchIsFound() {
        sms("missing", Status.SENT, 1);
        sms("wrong", Status.SENT, 1, "SmsFailed");
        mail("doubled", Status.SENT, 1, "EmailSent", "EmailSent");
        sms("too-much", Status.UNKNOWN, 1, "SmsSent");

        assertThat(broken()).containsExactly("one event tells of each state");
        assertThat(findings()).hasSize(4);
    }

    @Test
    void theTableCountsByStateAndByHowOftenEachWasTaken() {
        sms("a", Status.SENT, 1, "SmsSent");
        sms("b", Status.SENT, 1, "SmsSent");
        sms("c", Status.UNKNOWN, 0);
        mail("d", Status.SENT, 4, "EmailSent");

        assertThat(verdict().table()).extracting(row -> row.replaceAll(" +", " ")).containsExactly(
                " state letters taken: 0 once more often",
                "at most once SENT 2 0 2 0",
                "at most once UNKNOWN 1 1 0 0",
                "at least once SENT 1 0 0 1");
    }

    private void sms(String letter, Status status, int times, String... told) {
        expected.add(new Expected(letter, "to-" + letter, true));
        views.add(view("n-" + letter, letter, Channel.SMS, status));
        taken.put(letter, times);
        tell("n-" + letter, told);
    }

    private void mail(String letter, Status status, int times, String... told) {
        expected.add(new Expected(letter, "to-" + letter, false));
        views.add(view("n-" + letter, letter, Channel.EMAIL, status));
        taken.put("n-" + letter, times);
        tell("n-" + letter, told);
    }

    private void tell(String notification, String... types) {
        for (String type : types) {
            long number = events.size() + 1;
            events.add(new Told(type, "e" + number, null, number, NOW,
                    Codec.readTree("{\"notificationId\":\"" + notification + "\"}")));
        }
    }

    private void attempts(String letter, Result... results) {
        List<Attempt> made = new ArrayList<>();
        for (Result result : results) {
            made.add(new Attempt(made.size() + 1, NOW, NOW, result, "default", "as it was"));
        }
        attempts.put("n-" + letter, made);
    }

    private static NotificationView view(String id, String letter, Channel channel, Status status) {
        return new NotificationView(id, channel, "LETTER", "to-" + letter, status, 1, NOW, NOW, letter, null,
                null);
    }

    private NotificationVerdict verdict() {
        return new NotificationVerdict(new NotificationEvidence(expected, views, taken, refused, attempts, events));
    }

    private List<String> broken() {
        return verdict().lines().stream().filter(line -> !line.holds()).map(Inspection.Line::what).toList();
    }

    private List<String> findings() {
        return verdict().lines().stream().flatMap(line -> line.findings().stream()).toList();
    }
}

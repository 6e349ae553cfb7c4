package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.notification.Letters.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.notification.Lifecycle.Next;
import org.ewallet.notification.Lifecycle.Step;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final RetryPolicy RETRIES =
            new RetryPolicy(List.of(Duration.ofSeconds(10), Duration.ofSeconds(30)), 0);
    private static final Instant SOON = NOW.plusSeconds(5);

    private final Notification fresh = mail("to@example.org", null, 0, false, false);

    @Test
    void whatIsDueIsSent() {
        assertThat(step(fresh)).isEqualTo(Step.SEND);
    }

    @Test
    void withoutAnAddressItWaits() {
        assertThat(step(mail(null, SOON, 0, false, false))).isEqualTo(Step.WAIT_FOR_CONTACT);
    }

    @Test
    void nothingIsSentFromItsExpiryOn() {
        assertThat(step(mail("to@example.org", NOW.plusNanos(1000), 1, false, false))).isEqualTo(Step.SEND);
        assertThat(step(mail("to@example.org", NOW, 1, false, false))).isEqualTo(Step.EXPIRE);
        assertThat(step(mail(null, NOW, 0, false, false))).isEqualTo(Step.EXPIRE);
    }

    @Test
    void whatMayHaveGoneOutDoesNotExpireButStaysUnknown() {
        assertThat(step(mail("to@example.org", NOW, 1, true, false))).isEqualTo(Step.LEAVE_UNKNOWN);
        assertThat(step(mail("to@example.org", NOW, 1, false, true))).isEqualTo(Step.LEAVE_UNKNOWN);
    }

    @Test
    void anAbandonedMailIsSentAgain() {
        assertThat(step(mail("to@example.org", null, 1, true, false))).isEqualTo(Step.SEND);
    }

    @Test
    void anAbandonedSmsOfALetterIsNot() {
        assertThat(step(sms(1, true))).isEqualTo(Step.LEAVE_UNKNOWN);
    }

    @Test
    void aMailThatIsAbandonedAgainAndAgainIsGivenUp() {
        assertThat(step(mail("to@example.org", null, 2, true, false))).isEqualTo(Step.SEND);
        assertThat(step(mail("to@example.org", null, 3, true, true))).isEqualTo(Step.LEAVE_UNKNOWN);
    }

    @Test
    void whatTheProviderTookIsSent() {
        assertThat(after(fresh.withAttemptBegun(), SendResult.sent(""))).isEqualTo(new Next(Status.SENT, null));
    }

    @Test
    void whatTheProviderRefusedIsNotTriedAgain() {
        assertThat(after(fresh.withAttemptBegun(), SendResult.refused(""))).isEqualTo(new Next(Status.REFUSED, null));
    }

    @Test
    void whatFailedIsTriedAgainWithTheDelaysOfThePolicyAndThenRefused() {
        assertThat(after(sms(1, true), SendResult.failed("")))
                .isEqualTo(new Next(Status.PENDING, NOW.plusSeconds(10)));
        assertThat(after(sms(2, true), SendResult.failed("")))
                .isEqualTo(new Next(Status.PENDING, NOW.plusSeconds(30)));
        assertThat(after(sms(3, true), SendResult.failed(""))).isEqualTo(new Next(Status.REFUSED, null));
    }

    @Test
    void anUnknownResultIsFinalForALetterBySms() {
        assertThat(after(sms(1, true), SendResult.unknown(""))).isEqualTo(new Next(Status.UNKNOWN, null));
    }

    @Test
    void anUnknownResultOfAMailIsTriedAgain() {
        assertThat(after(fresh.withAttemptBegun(), SendResult.unknown("")))
                .isEqualTo(new Next(Status.PENDING, NOW.plusSeconds(10)));
        assertThat(after(mail("to@example.org", null, 3, true, false), SendResult.unknown("")))
                .isEqualTo(new Next(Status.UNKNOWN, null));
    }

    @Test
    void whatMayHaveGoneOutOnceIsNeverCalledRefused() {
        Notification maybeSent = mail("to@example.org", null, 2, true, true);

        assertThat(after(maybeSent, SendResult.refused(""))).isEqualTo(new Next(Status.UNKNOWN, null));
        assertThat(after(maybeSent, SendResult.sent(""))).isEqualTo(new Next(Status.SENT, null));
    }

    @Test
    void theNextTryIsNotAfterTheExpiry() {
        assertThat(after(mail("to@example.org", SOON, 1, true, false), SendResult.failed("")))
                .isEqualTo(new Next(Status.PENDING, SOON));
    }

    @Test
    void theContactIsLookedForLessAndLessOften() {
        assertThat(Lifecycle.nextLookForContact(fresh, NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(Lifecycle.nextLookForContact(fresh, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(120));
        assertThat(Lifecycle.nextLookForContact(fresh, NOW.plusSeconds(86_400))).isEqualTo(NOW.plusSeconds(87_000));
        assertThat(Lifecycle.nextLookForContact(mail(null, SOON, 0, false, false), NOW.plusSeconds(4))).isEqualTo(SOON);
    }

    private static Step step(Notification notification) {
        return Lifecycle.step(notification, NOW, RETRIES);
    }

    private static Next after(Notification notification, SendResult result) {
        return Lifecycle.after(notification, result, NOW, RETRIES, new Random(1));
    }

    private static Notification mail(String to, Instant expiresAt, int attempts, boolean open, boolean maybeSent) {
        return new Notification("n", Channel.EMAIL, Kind.LETTER, "johny", to, NOW, expiresAt,
                Cause.of(Letters.letter("m1", Letters.MAIL)), attempts, open, maybeSent);
    }

    private static Notification sms(int attempts, boolean open) {
        return new Notification("n", Channel.SMS, Kind.LETTER, null, "+491701234567", NOW, null,
                Cause.of(Letters.letter("s1", Letters.SMS)), attempts, open, false);
    }
}

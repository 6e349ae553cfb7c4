package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.ewallet.notification.Letters.NOW;
import static org.ewallet.notification.Letters.letter;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Message;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.notification.EmailFailed;
import org.ewallet.contract.notification.EmailSent;
import org.ewallet.contract.notification.NotificationEvent;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.contract.notification.SmsFailed;
import org.ewallet.contract.notification.SmsSent;
import org.ewallet.messaging.Measurements;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Tracing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatcherTest {

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final Dispatcher.Limits LIMITS = new Dispatcher.Limits(4, ABANDONED_AFTER);

    private final NotificationDatabase database = new NotificationDatabase();
    private final NotificationReader reader = new NotificationReader(database.dataSource());
    private final SettableClock clock = new SettableClock();
    private final PaperProvider mail = new PaperProvider(Channel.EMAIL);
    private final PaperProvider sms = new PaperProvider(Channel.SMS);
    private final List<NotificationEvent> events = new CopyOnWriteArrayList<>();
    private final List<Cause> causes = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Dispatcher> started = new ArrayList<>();
    private final Measurements measurements = new Measurements();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private Tracing tracing = Tracing.OFF;
    private Receipts receipts;

    @AfterEach
    void close() throws Exception {
        if (receipts != null) {
            receipts.close();
        }
        started.forEach(dispatcher -> dispatcher.close(Duration.ofSeconds(10)));
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void aLetterIsSentOnceAndToldWithTheIdsOfItsStory() {
        String id = accept(letter("m1", Letters.MAIL));
        start();

        awaitStatus(id, Status.SENT);
        assertThat(mail.taken()).containsExactly(
                new Outgoing(id, "mary@example.org", "Subject", "Body", null, NOW, null));
        assertThat(events).containsExactly(new EmailSent(id, "LETTER", "mary@example.org", "mary"));
        assertThat(causes).extracting(Cause::letterId, Cause::correlationId, Cause::traceparent)
                .containsExactly(tuple("m1", "m1", "00-trace"));
        assertThat(view(id)).extracting(NotificationView::attempts, NotificationView::lastAttemptAt)
                .containsExactly(1, NOW);
        assertThat(database.value("select result || ' ' || detail || ' by ' || provider from attempt"))
                .isEqualTo("SENT on paper by paper");
    }

    @Test
    void whatBecomesOfNotificationsIsMeasured() {
        mail.answers(SendResult.refused("no such user"));
        String refused = accept(letter("m1", Letters.MAIL));
        start();
        awaitStatus(refused, Status.REFUSED);
        awaitStatus(accept(letter("m2", Letters.MAIL)), Status.SENT);

        await().untilAsserted(() -> assertThat(measurements.sums())
                .containsEntry("ewallet_notifications{channel=email,status=refused}", 1L)
                .containsEntry("ewallet_notifications{channel=email,status=sent}", 1L)
                .containsEntry("ewallet_notifications{channel=email,status=unknown}", 0L)
                .containsEntry("ewallet_notification_attempts{channel=email,provider=paper,result=refused}", 1L)
                .containsEntry("ewallet_notification_attempts{channel=email,provider=paper,result=sent}", 1L)
                .containsEntry("ewallet_notification_attempt_time{channel=email,provider=paper}", 2L));
    }

    @Test
    void handingOverIsAPartOfTheTraceThatCausedIt() {
        SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
        tracing = Tracing.of(name -> Optional.of("false"),
                () -> OpenTelemetrySdk.builder().setTracerProvider(provider).build());
        Envelope traced = letter("m1", Letters.MAIL).envelope()
                .withTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        mail.answers(SendResult.refused("no such user mary@example.org"));
        String id = accept(new Received<>("m1", traced, org.ewallet.messaging.Sender.SYSTEM, NOW, Letters.MAIL));
        start();
        awaitStatus(id, Status.REFUSED);

        assertThat(spans.getFinishedSpanItems()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("hand over EMAIL");
            assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(span.getAttributes().asMap().values()).contains("paper", "REFUSED", id);
            assertThat(span.toString()).as("a trace names nobody").doesNotContain("mary");
        });
        provider.close();
    }

    @Test
    void anSmsIsToldAsAnSms() {
        String id = accept(letter("s1", Letters.SMS));
        start();

        awaitStatus(id, Status.SENT);
        assertThat(sms.taken()).extracting(Outgoing::text).containsExactly("Your code is 4711");
        assertThat(events).containsExactly(new SmsSent(id, "LETTER", "+491707654321", null));
    }

    @Test
    void aPersonIsWrittenToByNameUnderTheAddressOfTheContact() {
        String id = react(letter("e1", Letters.JOHNY));
        start();

        awaitStatus(id, Status.SENT);
        assertThat(mail.taken()).singleElement().satisfies(message -> {
            assertThat(message.to()).isEqualTo("johny@example.org");
            assertThat(message.text()).startsWith("Hello Johny Doe,");
        });
        assertThat(events).containsExactly(new EmailSent(id, "WELCOME", "johny@example.org", "johny"));
        assertThat(causes).extracting(Cause::letterId, Cause::correlationId)
                .containsExactly(tuple("e1", "story-1"));
    }

    @Test
    void aPersonIsWrittenToInTheLanguageOfTheContactAsTextAndAsHtml() {
        String id = react(letter("e1",
                new PersonRegistered("mary", "Mary", "mary@example.org", null, "EUR", "de-AT")));
        start();

        awaitStatus(id, Status.SENT);
        assertThat(mail.taken()).singleElement().satisfies(message -> {
            assertThat(message.text()).startsWith("Hallo Mary,");
            assertThat(message.html()).contains("<html lang=\"de\">", "Hallo Mary,");
        });
    }

    @Test
    void anEventThatOvertakesTheRegistrationIsToldWhenTheContactIsKnown() {
        String id = react(letter("e2", Letters.TO_JOHNY));
        start();
        await().until(() -> database.value("select next_attempt_at > created_at from notification").equals("TRUE"));
        assertThat(mail.taken()).isEmpty();

        react(letter("e1", Letters.JOHNY));
        advance(Duration.ofSeconds(1));
        awaitStatus(id, Status.SENT);
        assertThat(mail.taken()).hasSize(2).extracting(Outgoing::to).containsOnly("johny@example.org");
    }

    @Test
    void aNotificationForAPersonWhoIsNeverRegisteredExpires() {
        String id = react(letter("e2", Letters.TO_JOHNY));
        advance(Duration.ofDays(7));
        start();

        awaitStatus(id, Status.EXPIRED);
        assertThat(events).containsExactly(
                new EmailFailed(id, "TRANSFER_RECEIVED", null, "johny", "its time was over before it could be sent"));
    }

    @Test
    void whatFailedIsTriedAgainAfterTheDelayOfThePolicy() {
        mail.answers(SendResult.failed("busy"));
        String id = accept(letter("m1", Letters.MAIL));
        start();
        await().until(() -> "FAILED".equals(database.value("select result from attempt where number = 1")));
        assertThat(view(id).status()).isEqualTo(Status.PENDING);
        assertThat(events).isEmpty();

        advance(Duration.ofSeconds(12));
        awaitStatus(id, Status.SENT);
        assertThat(mail.taken()).hasSize(2);
        assertThat(mail.taken().get(1)).isEqualTo(mail.taken().get(0));
    }

    @Test
    void whatFailsAgainAndAgainIsRefusedInTheEnd() {
        int tries = RetryPolicy.STANDARD.delays().size() + 1;
        for (int i = 0; i < tries; i++) {
            mail.answers(SendResult.failed("no connection"));
        }
        String id = accept(letter("m1", Letters.MAIL));
        start();
        await().until(() -> {
            advance(Duration.ofMinutes(25));
            return view(id).status() != Status.PENDING;
        });

        assertThat(view(id).status()).isEqualTo(Status.REFUSED);
        assertThat(view(id).attempts()).isEqualTo(tries);
        assertThat(events).containsExactly(new EmailFailed(id, "LETTER", "mary@example.org", "mary", "no connection"));
    }

    @Test
    void whatTheProviderRefusesIsNotTriedAgain() {
        sms.answers(SendResult.refused("no such number"));
        String id = accept(letter("s1", Letters.SMS));
        start();

        awaitStatus(id, Status.REFUSED);
        advance(Duration.ofDays(1));
        passOnce();
        assertThat(sms.taken()).hasSize(1);
        assertThat(events).containsExactly(new SmsFailed(id, "LETTER", "+491707654321", null, "no such number"));
    }

    @Test
    void nothingIsSentAfterItsExpiry() {
        String id = accept(letter("m1", Letters.MAIL, NOW.plusSeconds(60)));
        advance(Duration.ofSeconds(60));
        start();

        awaitStatus(id, Status.EXPIRED);
        assertThat(mail.taken()).isEmpty();
        assertThat(events).hasSize(1).first().isInstanceOf(EmailFailed.class);
    }

    @Test
    void aRetryThatWouldComeTooLateExpiresInstead() {
        mail.answers(SendResult.failed("busy"));
        String id = accept(letter("m1", Letters.MAIL, NOW.plusSeconds(5)));
        start();
        await().until(() -> "FAILED".equals(database.value("select result from attempt")));

        advance(Duration.ofSeconds(5));
        awaitStatus(id, Status.EXPIRED);
        assertThat(mail.taken()).hasSize(1);
    }

    @Test
    void aServiceThatDiesAfterTheHandOverSendsAMailAgainAsTheSameMail() {
        String id = accept(letter("m1", Letters.MAIL));
        dieDuringHandOver();
        assertThat(view(id).status()).isEqualTo(Status.PENDING);

        advance(ABANDONED_AFTER);
        start();
        awaitStatus(id, Status.SENT);
        assertThat(mail.taken()).hasSize(2);
        assertThat(mail.taken().get(1)).isEqualTo(mail.taken().get(0));
        assertThat(view(id).attempts()).isEqualTo(2);
        assertThat(database.value("select result from attempt where number = 1")).isEqualTo("UNKNOWN");
        assertThat(events).containsExactly(new EmailSent(id, "LETTER", "mary@example.org", "mary"));
    }

    @Test
    void aServiceThatDiesAfterTheHandOverOfAnSmsDoesNotSendItAgain() {
        String id = accept(letter("s1", Letters.SMS));
        dieDuringHandOver();

        advance(ABANDONED_AFTER);
        start();
        awaitStatus(id, Status.UNKNOWN);
        assertThat(sms.taken()).hasSize(1);
        assertThat(events).isEmpty();
        assertThat(database.value("select result from attempt")).isEqualTo("UNKNOWN");
    }

    @Test
    void anAttemptThatIsUnderWayIsLeftAlone() {
        String id = accept(letter("s1", Letters.SMS));
        dieDuringHandOver();

        advance(ABANDONED_AFTER.minusSeconds(1));
        start();
        passOnce();
        assertThat(view(id).status()).isEqualTo(Status.PENDING);
        assertThat(sms.taken()).hasSize(1);
    }

    @Test
    void aResultThatComesAfterTheAttemptWasGivenUpIsStillRecorded() {
        CountDownLatch slow = new CountDownLatch(1);
        sms.answers(message -> {
            hold(slow);
            return SendResult.sent("at last");
        });
        String id = accept(letter("s1", Letters.SMS));
        start();
        await().until(() -> sms.taken().size() == 1);
        advance(ABANDONED_AFTER);
        awaitStatus(id, Status.UNKNOWN);

        slow.countDown();
        awaitStatus(id, Status.SENT);
        assertThat(events).containsExactly(new SmsSent(id, "LETTER", "+491707654321", null));
    }

    @Test
    void aResultThatCannotBeRecordedIsKeptAndNothingElseIsSentMeanwhile() {
        sms.answers(message -> {
            database.refuseCommits(true);
            return SendResult.sent("on paper");
        });
        String first = accept(letter("s1", Letters.SMS));
        start();
        await().until(() -> sms.taken().size() == 1);
        String second = accept(letter("s2", Letters.SMS));
        wakeAll();
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(5)).until(() -> sms.taken().size() == 1);

        events.clear();
        database.refuseCommits(false);
        awaitStatus(first, Status.SENT);
        awaitStatus(second, Status.SENT);
        assertThat(sms.taken()).hasSize(2);
        assertThat(view(first).attempts()).isEqualTo(1);
    }

    @Test
    void manyAreSentInParallelWithinTheLimit() {
        List<Received<?>> letters = new ArrayList<>();
        CountDownLatch four = new CountDownLatch(4);
        for (int i = 0; i < 200; i++) {
            letters.add(letter("s" + i, Letters.SMS));
            sms.answers(message -> {
                four.countDown();
                hold(four);
                return SendResult.sent("on paper");
            });
        }
        new CommandLetters(intake()).handle(letters);
        start();

        await().until(() -> "200".equals(database.value("select count(*) from notification where status = 'SENT'")));
        assertThat(sms.taken()).hasSize(200).extracting(Outgoing::notificationId).doesNotHaveDuplicates();
        assertThat(sms.mostAtOnce()).isEqualTo(4);
        assertThat(events).hasSize(200);
    }

    @Test
    void twoInstancesSendNothingTwice() {
        List<Received<?>> letters = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            letters.add(letter("s" + i, Letters.SMS));
        }
        new CommandLetters(intake()).handle(letters);
        start();
        start();

        await().until(() -> "200".equals(database.value("select count(*) from notification where status = 'SENT'")));
        assertThat(sms.taken()).hasSize(200).extracting(Outgoing::notificationId).doesNotHaveDuplicates();
    }

    @Test
    void closingWaitsForWhatIsUnderWay() {
        CountDownLatch closing = new CountDownLatch(1);
        sms.answers(message -> {
            hold(closing);
            return SendResult.sent("on paper");
        });
        String id = accept(letter("s1", Letters.SMS));
        Dispatcher dispatcher = start(sms.alone(clock));
        await().until(() -> sms.taken().size() == 1);

        threads.execute(closing::countDown);
        dispatcher.close(Duration.ofSeconds(10));
        assertThat(view(id).status()).isEqualTo(Status.SENT);

        String later = accept(letter("s2", Letters.SMS));
        dispatcher.wake();
        assertThat(view(later).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aTextThatCannotBeMadeDoesNotHoldUpOthers() {
        String broken = accept(letter("m1", Letters.MAIL));
        database.call(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("update notification set letter_type = 'Nonsense'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        String fine = accept(letter("m2", Letters.MAIL));
        start();

        awaitStatus(fine, Status.SENT);
        await().until(() -> "FAILED".equals(database.value(
                "select result from attempt where notification_id = '" + broken + "'")));
        assertThat(view(broken).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void whileNoProviderMayBeAskedNotificationsWaitWithoutUsingUpAttempts() {
        PaperProvider broken = new PaperProvider(Channel.SMS);
        broken.answers(SendResult.failed("no connection")).answers(SendResult.failed("no connection"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(accept(letter("s" + i, Letters.SMS)));
        }
        String shortLived = accept(letter("short", Letters.SMS, NOW.plusSeconds(20)));
        start(guarded(new Provider.Guard(2, 1, Duration.ofMinutes(1), 0), broken),
                new Dispatcher.Limits(1, ABANDONED_AFTER));

        await().until(() -> broken.taken().size() == 2);
        advance(Duration.ofSeconds(30));
        awaitStatus(shortLived, Status.EXPIRED);
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(5)).until(() -> broken.taken().size() == 2);
        assertThat(database.value("select sum(attempts) from notification")).isEqualTo("2");

        advance(Duration.ofMinutes(1));
        ids.forEach(id -> awaitStatus(id, Status.SENT));
        assertThat(database.value("select sum(attempts) from notification")).isEqualTo("7");
    }

    @Test
    void anAttemptOnAnotherProviderIsTheSameAttempt() {
        PaperProvider first = new PaperProvider(Channel.SMS).answers(SendResult.failed("busy"));
        String id = accept(letter("s1", Letters.SMS));
        start(guarded(Provider.Guard.STANDARD, first, sms), LIMITS);

        awaitStatus(id, Status.SENT);
        assertThat(sms.taken()).isEqualTo(first.taken());
        assertThat(view(id).attempts()).isEqualTo(1);
        assertThat(database.value("select provider || ': ' || detail from attempt"))
                .isEqualTo("p2: on paper; before that p1: busy");
    }

    @Test
    void aRateLimitIsKeptAndUsesUpNoAttempts() {
        for (int i = 0; i < 7; i++) {
            accept(letter("s" + i, Letters.SMS));
        }
        long begun = System.nanoTime();
        start(guarded(new Provider.Guard(20, 0.5, Duration.ofSeconds(10), 3), sms), LIMITS);

        await().until(() -> "7".equals(database.value("select count(*) from notification where status = 'SENT'")));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(database.value("select max(attempts) from notification")).isEqualTo("1");
    }

    @Test
    void whatTheProviderTellsOfTheDeliveryIsShownAlsoIfItComesBeforeTheResult() {
        ReceiptListener receipts = receipts().of("paper");
        sms.answers(message -> {
            receipts.received("one", "DELIVERED");
            return SendResult.sent("on paper").as(List.of("one", "two"));
        });
        String id = accept(letter("s1", Letters.SMS));
        start();
        awaitStatus(id, Status.SENT);
        assertThat(view(id).delivery()).isNull();

        receipts.received("two", "UNDELIVERABLE");
        assertThat(view(id).delivery()).isEqualTo("UNDELIVERABLE");
        receipts.received("two", "DELIVERED");
        assertThat(view(id).delivery()).isEqualTo("DELIVERED");
        assertThat(database.value("select count(*) from delivery_receipt")).isEqualTo("2");
    }

    @Test
    void aReceiptOfAnUnknownMessageHurtsNobody() {
        receipts().of("paper").received("nobody's", "DELIVERED");

        assertThat(database.value("select state from delivery_receipt")).isEqualTo("DELIVERED");
    }

    @Test
    void whoBringsAReceiptLearnsThatItCannotBeStored() {
        ReceiptListener receipts = receipts().of("paper");
        database.refuseCommits(true);
        assertThatThrownBy(() -> receipts.received("one", "DELIVERED")).hasMessageContaining("the database is down");

        database.refuseCommits(false);
        receipts.received("one", "DELIVERED");
        assertThat(database.value("select count(*) from delivery_receipt")).isEqualTo("1");
    }

    @Test
    void oneChannelDoesNotHoldUpTheOther() {
        CountDownLatch stuck = new CountDownLatch(1);
        for (int i = 0; i < 2 * LIMITS.parallel(); i++) {
            mail.answers(message -> {
                hold(stuck);
                return SendResult.sent("on paper");
            });
            accept(letter("m" + i, Letters.MAIL));
        }
        start();
        await().until(() -> mail.taken().size() == LIMITS.parallel());

        awaitStatus(accept(letter("s1", Letters.SMS)), Status.SENT);
        stuck.countDown();
    }

    /** Starts a service. */
    private void start() {
        start(mail.alone(clock));
        start(sms.alone(clock));
    }

    private Receipts receipts() {
        receipts = new Receipts(database, clock);
        threads.execute(receipts::storeUntilClosed);
        return receipts;
    }

    private Providers guarded(Provider.Guard guard, Sender... senders) {
        List<Provider> inOrder = new ArrayList<>();
        for (Sender sender : senders) {
            inOrder.add(new Provider("p" + (inOrder.size() + 1), sender, guard, clock));
        }
        return new Providers(Channel.SMS, inOrder, clock);
    }

    private Dispatcher start(Providers providers) {
        return start(providers, LIMITS);
    }

    private Dispatcher start(Providers providers, Dispatcher.Limits limits) {
        Dispatcher dispatcher = new Dispatcher(database, news -> news.forEach(one -> {
            events.add(one.event());
            causes.add(one.cause());
        }), providers, RetryPolicy.STANDARD, clock, limits)
                .measuredBy(new NotificationMetrics(measurements.registry(), providers.channel()))
                .tracedBy(tracing);
        started.add(dispatcher);
        dispatcher.start(threads);
        return dispatcher;
    }

    /** The provider gets the message, and then nothing is recorded any more, as if the process had been killed. */
    private void dieDuringHandOver() {
        int before = mail.taken().size() + sms.taken().size();
        mail.answers(message -> {
            throw new ProcessDied();
        });
        sms.answers(message -> {
            throw new ProcessDied();
        });
        start();
        await().until(() -> mail.taken().size() + sms.taken().size() > before);
        started.forEach(dying -> dying.close(Duration.ofSeconds(10)));
        // The answer for the other channel was not used.
        mail.forgetAnswers();
        sms.forgetAnswers();
    }

    /** Returns after the SMS that are due have been looked at once more. */
    private void passOnce() {
        String marker = accept(letter("marker", Letters.SMS));
        awaitStatus(marker, Status.SENT);
        sms.taken().removeIf(message -> message.notificationId().equals(marker));
        events.removeIf(event -> event instanceof SmsSent sent && sent.notificationId().equals(marker));
    }

    private void advance(Duration duration) {
        clock.advance(duration);
        wakeAll();
    }

    private void wakeAll() {
        started.forEach(Dispatcher::wake);
    }

    private Intake intake() {
        return new Intake(database.dataSource(), this::wakeAll);
    }

    private String accept(Received<?> letter) {
        return (String) new CommandLetters(intake()).handle(List.of(letter)).get(0).outcome().result()
                .get("notificationId");
    }

    private String react(Received<? extends Message> letter) {
        return (String) new Reactions(intake()).handle(List.of(letter)).get(0).outcome().result().get("notificationId");
    }

    private NotificationView view(String id) {
        return reader.notification(id).orElseThrow();
    }

    private void awaitStatus(String id, Status status) {
        await().untilAsserted(() -> assertThat(view(id).status()).isEqualTo(status));
    }

    private static void hold(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class ProcessDied extends Error {

        private static final long serialVersionUID = 1L;
    }
}

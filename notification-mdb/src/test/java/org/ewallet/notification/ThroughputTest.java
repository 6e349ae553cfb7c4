package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ewallet.notification.Letters.letter;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shows that the service is about as fast as its provider: 20 connections of 50 ms are 400 messages per second. */
@Timeout(60)
class ThroughputTest {

    private static final int CONNECTIONS = 20;
    private static final int MESSAGES = 1_000;
    private static final Duration IDEAL = Duration.ofMillis(50L * MESSAGES / CONNECTIONS);

    private final NotificationDatabase database = new NotificationDatabase();
    private final Clock clock = new SettableClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws Exception {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    @Test
    void theServiceIsAboutAsFastAsItsProvider() {
        List<Received<?>> letters = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            letters.add(letter("s" + i, Letters.SMS));
        }
        new CommandLetters(new Intake(database.dataSource(), () -> { })).handle(letters);
        PaperProvider provider = new PaperProvider(Channel.SMS);
        for (int i = 0; i < MESSAGES; i++) {
            provider.answers(message -> takeTime());
        }
        Dispatcher dispatcher = new Dispatcher(database, news -> { }, provider.alone(clock), RetryPolicy.STANDARD,
                clock, new Dispatcher.Limits(CONNECTIONS, Duration.ofHours(1)));

        long begun = System.nanoTime();
        dispatcher.start(threads);
        await().pollInterval(Duration.ofMillis(20)).until(() -> database.value(
                "select count(*) from notification where status = 'SENT'").equals(String.valueOf(MESSAGES)));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        dispatcher.close(Duration.ofSeconds(10));

        System.out.println("sent " + MESSAGES * 1_000L / taken.toMillis() + " messages per second, ideal "
                + MESSAGES * 1_000L / IDEAL.toMillis());
        assertThat(provider.mostAtOnce()).isEqualTo(CONNECTIONS);
        // The ideal is hardly missed on a quiet machine; a busy one gets some slack.
        assertThat(taken).isLessThan(IDEAL.multipliedBy(4));
    }

    /** What the provider needs for a message. */
    private static SendResult takeTime() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
            return SendResult.sent("on paper");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

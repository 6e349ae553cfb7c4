package org.ewallet.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shows that whoever asks for something that fails or hangs neither fails nor hangs. */
@Timeout(30)
class ReadingTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void anAnswerCountsForASecond() {
        Reading<Integer> reading = new Reading<>(asked::incrementAndGet, Runnable::run, now::get);

        assertThat(reading.latest()).contains(1);
        pass(Reading.COUNTS.minusNanos(1));
        assertThat(reading.latest()).contains(1);
        pass(Duration.ofNanos(1));
        assertThat(reading.latest()).contains(2);
    }

    @Test
    void aFailureIsNoAnswerAndCountsAsLong() {
        Reading<Integer> reading = new Reading<>(() -> {
            asked.incrementAndGet();
            throw new IllegalStateException("down");
        }, Runnable::run, now::get);

        assertThat(reading.latest()).isEmpty();
        assertThat(reading.latest()).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatHangsIsAskedOnceAndWaitedForASecondByAllTogether() {
        Reading<Integer> reading = new Reading<>(this::hang, work -> new Thread(work).start(), System::nanoTime);
        long begun = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(reading.latest()).isEmpty();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Reading.PATIENCE, Duration.ofSeconds(10));
        assertThat(asked).hasValue(1);
        answered.countDown();
    }

    @Test
    void withoutAThreadThereIsNoAnswer() {
        Reading<Integer> reading = new Reading<>(asked::incrementAndGet, work -> {
            throw new RejectedExecutionException("ends");
        }, now::get);

        assertThat(reading.latest()).isEmpty();
    }

    private int hang() {
        int number = asked.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return number;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}

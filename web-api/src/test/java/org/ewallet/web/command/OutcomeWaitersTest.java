package org.ewallet.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows when those who wait for an outcome are answered. */
class OutcomeWaitersTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int LIMIT_SECONDS = 10;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final OutcomeWaiters waiters = new OutcomeWaiters(executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void whatIsThereIsAnsweredAtOnce() {
        assertThat(waiters.await(LONG, () -> Optional.of("done")).toCompletableFuture()).isCompletedWithValue(Optional.of("done"));
    }

    @Test
    void whoeverDoesNotWaitIsAnsweredAtOnce() {
        assertThat(waiters.await(Duration.ZERO, Optional::empty).toCompletableFuture()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void anOutcomeIsAnsweredWhenItComes() {
        AtomicReference<String> outcome = new AtomicReference<>();
        CompletableFuture<Optional<String>> answer =
                waiters.await(LONG, () -> Optional.ofNullable(outcome.get())).toCompletableFuture();
        assertThat(answer).isNotDone();

        outcome.set("done");

        assertThat(answer).succeedsWithin(LIMIT_SECONDS, TimeUnit.SECONDS).isEqualTo(Optional.of("done"));
    }

    @Test
    void afterTheTimeThereIsAnAnswerWithoutOne() {
        long begun = System.nanoTime();

        assertThat(waiters.await(Duration.ofMillis(300), Optional::empty).toCompletableFuture())
                .succeedsWithin(LIMIT_SECONDS, TimeUnit.SECONDS).isEqualTo(Optional.empty());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aFailureIsAnAnswerToo() {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Optional<String>> answer = waiters.<String>await(LONG, () -> {
            if (asked.incrementAndGet() > 1) {
                throw new IllegalStateException("down");
            }
            return Optional.empty();
        }).toCompletableFuture();

        assertThatThrownBy(() -> answer.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasRootCauseMessage("down");
    }

    @Test
    void manyWaitWithOneThreadAndOneTooManyIsAnsweredAtOnce() {
        AtomicReference<String> outcome = new AtomicReference<>();
        List<CompletableFuture<Optional<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(waiters.await(LONG, () -> Optional.ofNullable(outcome.get())).toCompletableFuture());
        }
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        assertThat(waiters.await(LONG, Optional::empty).toCompletableFuture()).isCompletedWithValue(Optional.empty());

        outcome.set("done");

        assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(LIMIT_SECONDS, TimeUnit.SECONDS)
                .isEqualTo(Optional.of("done")));
        assertThat(waiters.await(LONG, Optional::empty).toCompletableFuture()).isNotDone();
    }
}

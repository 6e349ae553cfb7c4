package org.ewallet.web.command;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Those who wait for an outcome. The memories of the services are asked for each of them, ever more rarely, by a few threads
 * that all share: nobody who waits takes a thread.
 */
@ApplicationScoped
public class OutcomeWaiters {

    private static final int MOST = 500;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Semaphore places = new Semaphore(MOST);

    @Resource
    private ManagedScheduledExecutorService managed;

    private ScheduledExecutorService executor;

    /** For CDI. */
    public OutcomeWaiters() {
    }

    /** For tests. */
    public OutcomeWaiters(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /**
     * The answer to a question as soon as there is one; empty if there is none after some time, or if so many wait already
     * that one more would cost the others too much.
     */
    <T> CompletionStage<Optional<T>> await(Duration limit, Supplier<Optional<T>> question) {
        Optional<T> now = question.get();
        if (now.isPresent() || limit.isZero() || !places.tryAcquire()) {
            return CompletableFuture.completedFuture(now);
        }
        Waiter<T> waiter = new Waiter<>(question, System.nanoTime() + limit.toNanos(), new CompletableFuture<>());
        waiter.answer.whenComplete((answer, failure) -> places.release());
        askLater(waiter, FIRST_PAUSE_NANOS);
        return waiter.answer;
    }

    private void askLater(Waiter<?> waiter, long pauseNanos) {
        try {
            executor().schedule(() -> ask(waiter, pauseNanos), Math.min(pauseNanos, waiter.nanosLeft()),
                    TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            waiter.answer.completeExceptionally(e);
        }
    }

    private <T> void ask(Waiter<T> waiter, long pauseNanos) {
        try {
            Optional<T> found = waiter.question.get();
            if (found.isPresent() || waiter.nanosLeft() <= 0) {
                waiter.answer.complete(found);
            } else {
                askLater(waiter, Math.min(pauseNanos + pauseNanos / 2, LONGEST_PAUSE_NANOS));
            }
        } catch (RuntimeException | Error e) {
            waiter.answer.completeExceptionally(e);
        }
    }

    private ScheduledExecutorService executor() {
        return executor == null ? managed : executor;
    }

    private record Waiter<T>(Supplier<Optional<T>> question, long endNanos, CompletableFuture<Optional<T>> answer) {

        long nanosLeft() {
            return endNanos - System.nanoTime();
        }
    }
}

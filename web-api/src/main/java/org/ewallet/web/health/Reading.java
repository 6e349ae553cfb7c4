package org.ewallet.web.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The latest answer to a question that may fail or hang, for callers who must not: it is asked on another thread, once at a
 * time and at most once a second. Whoever comes while it is under way waits until a second after it began, not longer.
 */
public final class Reading<T> {

    static final Duration COUNTS = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<T> question;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private CompletableFuture<T> answer;
    private long begunAt;

    /** @param question anything thrown is no answer */
    public Reading(Supplier<T> question, Executor executor) {
        this(question, executor, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    Reading(Supplier<T> question, Executor executor, LongSupplier nanoTime) {
        this.question = question;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /** The answer, at most about a second old when it came; empty if there was none, or none in time. */
    public Optional<T> latest() {
        CompletableFuture<T> asked;
        long patience;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (answer == null || answer.isDone() && now - begunAt >= COUNTS.toNanos()) {
                answer = ask();
                begunAt = now;
            }
            asked = answer;
            patience = Math.max(0, PATIENCE.toNanos() - (now - begunAt));
        }
        try {
            return Optional.of(asked.get(patience, TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private CompletableFuture<T> ask() {
        try {
            return CompletableFuture.supplyAsync(question, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}

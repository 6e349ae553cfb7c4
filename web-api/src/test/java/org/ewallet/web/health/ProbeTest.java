package org.ewallet.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that a health check asks a part rarely, never twice at once, and tells the truth about it. */
class ProbeTest {

    private static final Logger LOG = Logger.getLogger(Probe.class.getName());

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger tries = new AtomicInteger();

    @BeforeEach
    void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        LOG.setLevel(null);
    }

    @Test
    void aResultCountsForASecond() {
        Probe probe = probe(tries::incrementAndGet);

        assertThat(probe.succeeds()).isTrue();
        nanoTime.addAndGet(Probe.RESULT_COUNTS.toNanos() - 1);
        assertThat(probe.succeeds()).isTrue();
        assertThat(tries).hasValue(1);
        nanoTime.addAndGet(1);
        assertThat(probe.succeeds()).isTrue();
        assertThat(tries).hasValue(2);
    }

    @Test
    void aFailureIsSeenAndSoIsItsEnd() {
        Probe probe = probe(() -> {
            if (tries.incrementAndGet() < 3) {
                throw new java.io.IOException("down");
            }
        });

        assertThat(probe.succeeds()).isFalse();
        nanoTime.addAndGet(Probe.RESULT_COUNTS.toNanos());
        assertThat(probe.succeeds()).isFalse();
        nanoTime.addAndGet(Probe.RESULT_COUNTS.toNanos());
        assertThat(probe.succeeds()).isTrue();
    }

    @Test
    void nobodyWaitsForATryThatHangs() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Probe probe = probe(() -> {
            tries.incrementAndGet();
            began.countDown();
            mayEnd.await();
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(probe::succeeds);
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(probe.succeeds()).isFalse();
        assertThat(tries).hasValue(1);

        mayEnd.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(probe.succeeds()).isTrue();
        assertThat(tries).hasValue(1);
    }

    private Probe probe(Probe.Attempt attempt) {
        return new Probe("test", attempt, Duration.ofMillis(20), nanoTime::get);
    }
}

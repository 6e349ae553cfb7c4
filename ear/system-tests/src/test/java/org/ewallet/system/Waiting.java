package org.ewallet.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Polls with a limit. */
final class Waiting {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Waiting() {
    }

    static void until(String what, Callable<Boolean> question) {
        Awaitility.await(what).pollInSameThread().pollDelay(Duration.ZERO).pollInterval(PAUSE).atMost(LIMIT)
                .until(question);
    }
}

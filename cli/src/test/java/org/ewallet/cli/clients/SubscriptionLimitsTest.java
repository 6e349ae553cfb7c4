package org.ewallet.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionLimitsTest {

    private static final SubscriptionLimits LIMITS = new SubscriptionLimits(10, Duration.ofHours(1), 1_000);

    @Test
    void below_all_limits_nothing_is_said() {
        assertThat(warnings(0, 9, Duration.ofMinutes(59), 999)).isEmpty();
    }

    @Test
    void one_limit_is_enough() {
        assertThat(warnings(0, 10, Duration.ZERO, 0)).hasSize(1);
        assertThat(warnings(0, 1, Duration.ofHours(1), 0)).hasSize(1);
        assertThat(warnings(0, 1, Duration.ZERO, 1_000)).hasSize(1);
    }

    @Test
    void a_warning_tells_whether_somebody_reads_and_what_waits() {
        assertThat(warnings(0, 12, Duration.ofHours(49), 3_000)).containsExactly(
                "lazy: nobody reads it. 12 events wait, the oldest for 2 d, and take 3 KB of the broker's disk.");
        assertThat(warnings(1, 12, Duration.ofMinutes(3), 5L * 1024 * 1024)).containsExactly(
                "lazy: its reader lags. 12 events wait, the oldest for 3 min, and take 5 MB of the broker's disk.");
    }

    private static List<String> warnings(long consumers, long backlog, Duration oldest, long bytes) {
        return LIMITS.warnings(List.of(
                new Subscription("wallet.events", "lazy", true, false, "", consumers, backlog, oldest, bytes)));
    }
}

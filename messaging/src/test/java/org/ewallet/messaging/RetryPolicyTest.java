package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows when a failed letter comes back, and when never again. */
class RetryPolicyTest {

    private static final RandomGenerator LOWEST = () -> 0L;
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;
    private static final RandomGenerator HIGHEST = () -> -1L;

    @ParameterizedTest
    @CsvSource({"1, 8500, 10000, 11500", "2, 25500, 30000, 34500", "3, 102000, 120000, 138000",
        "4, 255000, 300000, 345000", "5, 510000, 600000, 690000", "6, 1020000, 1200000, 1380000"})
    void standardDelaysVaryBy15Percent(int failures, long lowest, long middle, long highest) {
        assertThat(RetryPolicy.STANDARD.delayAfter(failures, LOWEST)).contains(Duration.ofMillis(lowest));
        assertThat(RetryPolicy.STANDARD.delayAfter(failures, MIDDLE)).contains(Duration.ofMillis(middle));
        assertThat(RetryPolicy.STANDARD.delayAfter(failures, HIGHEST)).contains(Duration.ofMillis(highest));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, Integer.MAX_VALUE})
    void retriesAreUsedUpAfterTheLastDelay(int failures) {
        assertThat(RetryPolicy.STANDARD.delayAfter(failures, MIDDLE)).isEmpty();
    }

    @Test
    void policyWithoutDelaysNeverRetries() {
        assertThat(new RetryPolicy(List.of(), 0.15).delayAfter(1, MIDDLE)).isEmpty();
    }

    @Test
    void policyWithoutJitterIsExact() {
        RetryPolicy policy = new RetryPolicy(List.of(Duration.ofSeconds(10)), 0);

        assertThat(policy.delayAfter(1, LOWEST)).contains(Duration.ofSeconds(10));
        assertThat(policy.delayAfter(1, HIGHEST)).contains(Duration.ofSeconds(10));
    }

    @Test
    void operatorSetsTheDelaysOfOneBoxOrOfAll() {
        String box = "wallet.commands";
        Map<String, String> settings = new HashMap<>();

        assertThat(RetryPolicy.of(box, name -> Optional.ofNullable(settings.get(name)))).isEqualTo(RetryPolicy.STANDARD);

        settings.put("ewallet.retries", "1m");
        assertThat(RetryPolicy.of(box, name -> Optional.ofNullable(settings.get(name))))
                .isEqualTo(new RetryPolicy(List.of(Duration.ofMinutes(1)), 0.15));

        settings.put("ewallet.retries.wallet.commands", " 5s  30s 2m 1h ");
        assertThat(RetryPolicy.of(box, name -> Optional.ofNullable(settings.get(name)))).isEqualTo(new RetryPolicy(List.of(
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofHours(1)), 0.15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0s", "10s,30s", "-5m", "1d", "9999999s"})
    void whatIsNoListOfDelaysIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.parse(text))
                .withMessageContaining("like 10s 30s 2m 1h");
    }

    @Property(seed = "20300131", tries = 300)
    void noChanceLeavesTheBounds(@ForAll @IntRange(min = 1, max = 6) int failures, @ForAll long seed) {
        long delayMillis = RetryPolicy.STANDARD.delays().get(failures - 1).toMillis();

        assertThat(RetryPolicy.STANDARD.delayAfter(failures, new Random(seed)).orElseThrow().toMillis())
                .isBetween(delayMillis * 85 / 100, delayMillis * 115 / 100);
    }
}

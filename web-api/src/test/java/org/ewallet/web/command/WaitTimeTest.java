package org.ewallet.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.ewallet.contract.InvalidMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how long a caller may ask to wait. */
class WaitTimeTest {

    @ParameterizedTest
    @CsvSource({"5s, 5000", "30s, 30000", "500ms, 500", "30000ms, 30000", "0s, 0"})
    void secondsAndMillisecondsAreUnderstood(String text, long millis) {
        assertThat(WaitTime.of(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void withoutATimeNobodyWaits() {
        assertThat(WaitTime.of(null)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "31s", "30001ms", "-1s", "5 s", "5m", "1.5s", "PT5S", "999999999999s", "5S"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> WaitTime.of(text)).isInstanceOf(InvalidMessageException.class)
                .hasMessage("wait must be a time of at most 30 seconds, such as 5s or 500ms");
    }
}

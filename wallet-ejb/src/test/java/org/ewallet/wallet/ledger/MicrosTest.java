package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants as numbers: all that RFC 3339 can write, where the JDK counts microseconds up to the year 2262 only. */
class MicrosTest {

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00.000001Z",
            "2262-04-12T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
    void every_instant_is_read_back_as_it_was_written(Instant instant) {
        assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
    }
}

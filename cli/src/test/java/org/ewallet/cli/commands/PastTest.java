package org.ewallet.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.ewallet.cli.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows which times a person may write, and what is said of others. */
class PastTest {

    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"2030-01-31T11:59:59.5Z, 2030-01-31T11:59:59.5Z", "2030-01-31T12:30:00+01:00, 2030-01-31T11:30:00Z",
        "2030-01-31, 2030-01-31T00:00:00Z", "2030-01-31T12:00:00Z, 2030-01-31T12:00:00Z"})
    void a_time_and_a_day_are_instants(String text, Instant from) {
        assertThat(Past.of("wallet.events", text, NOW)).isEqualTo(new Past("wallet.replays", from));
    }

    @Test
    void the_beginning_is_before_all_events() {
        assertThat(Past.of("account.events", "beginning", NOW)).isEqualTo(new Past("account.replays", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2030-01-31T12:00:00", "2030-02-30", "31.01.2030", "2030-01-31 12:00:00Z"})
    void other_texts_are_answered_with_examples(String text) {
        assertThatThrownBy(() -> Past.of("wallet.events", text, NOW)).isInstanceOf(CliException.class)
                .hasMessageContainingAll("2030-01-31T12:00:00Z", "2030-01-31 ", "beginning", "it is " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-31T12:00:01Z", "2030-02-01"})
    void a_time_to_come_is_refused(String text) {
        assertThatThrownBy(() -> Past.of("wallet.events", text, NOW)).isInstanceOf(CliException.class)
                .hasMessageContainingAll(text, "is yet to come", NOW.toString());
    }

    @Test
    void orders_of_shops_have_no_past() {
        assertThatThrownBy(() -> Past.of("order.events", "beginning", NOW)).isInstanceOf(CliException.class)
                .hasMessageContainingAll("Nobody here keeps the events of order.events", "without --from");
    }
}

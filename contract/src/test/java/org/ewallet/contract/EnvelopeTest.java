package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows which attributes a letter must have, and that a letter which begins a story carries its own id along. */
class EnvelopeTest {

    @Test
    void letterWithoutCorrelationBeginsTheStory() {
        assertThat(envelope("t-1", "org.ewallet.TransferFunds", "shop", null).correlationId()).isEqualTo("t-1");
    }

    @Test
    void correlationOfAnEarlierLetterIsKept() {
        assertThat(envelope("t-1", "org.ewallet.TransferFunds", "shop", "order-1").correlationId())
                .isEqualTo("order-1");
    }

    @ParameterizedTest
    @CsvSource({"id, , org.ewallet.X, shop", "id, a b, org.ewallet.X, shop", "type, t-1, , shop",
        "source, t-1, org.ewallet.X, "})
    void idTypeAndSourceAreRequired(String field, String id, String type, String source) {
        assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> envelope(id, type, source, null))
                .extracting(InvalidMessageException::field).isEqualTo(field);
    }

    private static Envelope envelope(String id, String type, String source, String correlationId) {
        return new Envelope(id, type, source, null, null, correlationId, null, null, null);
    }
}

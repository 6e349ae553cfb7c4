package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\r\nb"})
    void attributesAreLinesOfText(String value) {
        for (String field : List.of("source", "subject", "correlationid", "causationid", "traceparent")) {
            UnaryOperator<String> of = name -> name.equals(field) ? value : "x";
            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> new Envelope("t-1", "org.ewallet.X", of.apply("source"), null, of.apply("subject"),
                            of.apply("correlationid"), of.apply("causationid"), of.apply("traceparent"), null))
                    .extracting(InvalidMessageException::field).isEqualTo(field);
        }
    }

    @Test
    void attributesHaveAtMost200Characters() {
        assertThat(envelope("t-1", "org.ewallet.X", "s".repeat(200), null).source()).hasSize(200);
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> envelope("t-1", "org.ewallet.X", "s".repeat(201), null));
    }

    private static Envelope envelope(String id, String type, String source, String correlationId) {
        return new Envelope(id, type, source, null, null, correlationId, null, null, null);
    }
}

package org.ewallet.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how the query parameters of a statement are read. */
class StatementParametersTest {

    @Test
    void withoutParametersTheOldestEntriesAreAskedFor() {
        assertThat(new StatementParameters().request())
                .isEqualTo(new StatementRequest(null, null, StatementRequest.DEFAULT_LIMIT, null, Order.ASC));
    }

    @Test
    void allParametersAreRead() {
        assertThat(new StatementParameters("2030-01-01T00:00:00Z", "2030-02-01T00:00:00+01:00", "500", "next", "Desc")
                .request()).isEqualTo(new StatementRequest(Instant.parse("2030-01-01T00:00:00Z"),
                        Instant.parse("2030-01-31T23:00:00Z"), 500, "next", Order.DESC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "x", "", "1.5", "99999999999"})
    void aLimitOutsideOfItsRangeIsRefused(String limit) {
        assertThat(refusal(null, null, limit, null).field()).isEqualTo("limit");
    }

    @ParameterizedTest
    @CsvSource({"2030-01-01", "2030-01-01T00:00:00", "1893456000", "''"})
    void aTimeWithoutAnOffsetIsRefused(String time) {
        assertThat(refusal(time, null, null, null).field()).isEqualTo("from");
        assertThat(refusal(null, time, null, null).field()).isEqualTo("to");
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        assertThat(refusal("2030-01-02T00:00:00Z", "2030-01-01T00:00:00Z", null, null).field()).isEqualTo("to");
    }

    @Test
    void anOrderThatIsNoneIsRefused() {
        assertThat(refusal(null, null, null, "newest").field()).isEqualTo("order");
    }

    private static InvalidMessageException refusal(String from, String to, String limit, String order) {
        return catchThrowableOfType(InvalidMessageException.class,
                () -> new StatementParameters(from, to, limit, null, order).request());
    }
}

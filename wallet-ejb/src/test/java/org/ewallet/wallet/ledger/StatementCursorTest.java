package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ewallet.wallet.Letters.NOW;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCursorTest {

    private static final long MICROS = Micros.of(NOW);

    @Test
    void aRequestWithoutLimitsOfTimeBeginsWithEverything() {
        assertThat(StatementCursor.of("johny.EUR", request(null, Order.ASC)))
                .isEqualTo(new StatementCursor("johny.EUR", Order.ASC, 0, Long.MAX_VALUE));
    }

    @Test
    void fromCountsAndToDoesNot() {
        assertThat(StatementCursor.of("johny.EUR", new StatementRequest(NOW, NOW.plusSeconds(1), 50, null, Order.DESC)))
                .isEqualTo(new StatementCursor("johny.EUR", Order.DESC, MICROS, MICROS + 1_000_000));
    }

    @Test
    void whatIsLeftAfterAnEntryDependsOnTheOrder() {
        assertThat(new StatementCursor("johny.EUR", Order.ASC, 10, 20).after(15))
                .isEqualTo(new StatementCursor("johny.EUR", Order.ASC, 16, 20));
        assertThat(new StatementCursor("johny.EUR", Order.DESC, 10, 20).after(15))
                .isEqualTo(new StatementCursor("johny.EUR", Order.DESC, 10, 15));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void aCursorIsReadAsItWasWrittenAndKeepsTheLimitsOfTimeOfTheFirstPage(Order order) {
        StatementCursor cursor = new StatementCursor("johny.EUR", order, MICROS, MICROS + 1);

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
        assertThat(StatementCursor.of("johny.EUR", request(cursor.text(), order))).isEqualTo(cursor);
        assertThat(StatementCursor.of("johny.EUR",
                new StatementRequest(NOW.minusSeconds(9), NOW.plusSeconds(9), 50, cursor.text(), order)))
                .isEqualTo(cursor);
    }

    @Test
    void theCursorOfAnotherWalletOrOrderIsRefused() {
        String cursor = new StatementCursor("johny.EUR", Order.ASC, 0, 1).text();

        assertRefused("mary.EUR", request(cursor, Order.ASC));
        assertRefused("johny.EUR", request(cursor, Order.DESC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "johny.EUR", "johny.EUR|ASC", "johny.EUR|ASC|0", "johny.EUR|ASC|0|1|2",
        "johny.EUR|ASC|0|", "johny.EUR|ASC|zero|1", "johny.EUR|ASC|0|9223372036854775808", "johny.EUR|asc|0|1",
        "johny.EUR|UP|0|1", "|ASC|0|1", "johny.EUR|ASC|0|1.5", "||||"})
    void textThatIsNoCursorIsRefused(String plain) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertRefused("johny.EUR", request(encoded, Order.ASC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base 64!", "%%%", "=", "a", "+/+/"})
    void whatIsNotEvenEncodedIsRefused(String cursor) {
        assertRefused("johny.EUR", request(cursor, Order.ASC));
    }

    private static StatementRequest request(String cursor, Order order) {
        return new StatementRequest(null, null, 50, cursor, order);
    }

    private static void assertRefused(String walletId, StatementRequest request) {
        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> StatementCursor.of(walletId, request))
                .satisfies(e -> assertThat(e.field()).isEqualTo("cursor"));
    }
}

package org.ewallet.wallet.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.assertUntouched;
import static org.ewallet.wallet.Letters.complete;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.entriesOf;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that an order is paid from the person's wallet or refused with the reason, and that the shop is told. */
class WhenOrderPlacedThenPayTest {

    private static final Received<OrderPlaced> BOOK =
            letter("e1", new OrderPlaced("o1", "johny", 100, "EUR", "shop.EUR"));

    private final WhenOrderPlacedThenPay payment = new WhenOrderPlacedThenPay();

    @Test
    void anOrderIsPaidFromTheWalletOfPersonAndCurrency() {
        WorkingSet set = setOf(wallet("johny.EUR", 100), wallet("johny.USD", 500), wallet("shop.EUR", 7));

        Decision decision = complete(payment, BOOK, set, "order paid", Map.of("orderId", "o1"));

        assertThat(decision.events())
                .containsExactly(new OrderPaid("o1", "johny", "johny.EUR", "shop.EUR", 100, "EUR"));
        assertThat(entriesOf(set)).containsExactly(
                "ORDER_PAYMENT johny.EUR -100 = 0 (shop.EUR, order:o1, o1)",
                "ORDER_PAYMENT shop.EUR +100 = 107 (johny.EUR, order:o1, o1)");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anOrderThatCannotBePaidIsRefusedAndMovesNothing(Reason reason, Supplier<WorkingSet> given) {
        WorkingSet set = given.get();

        Decision decision = payment.handle(BOOK, set);

        assertThat(decision.outcome()).isEqualTo(new Outcome("order:o1", "OrderPlaced", Outcome.Status.REJECTED, reason,
                decision.outcome().detail(), NOW, Map.of("orderId", "o1")));
        assertThat(decision.events())
                .containsExactly(new OrderPaymentRejected("o1", "johny", "shop.EUR", 100, "EUR", reason));
        assertUntouched(set, given);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(Reason.WALLET_UNKNOWN, () -> setOf(wallet("johny.EUR", 100))),
                refusal(Reason.WALLET_UNKNOWN, () -> setOf(wallet("shop.EUR", 100), wallet("johny.USD", 100))),
                refusal(Reason.WALLET_UNKNOWN,
                        () -> setOf(new Wallet("johny.EUR", "mary", "EUR", 500, NOW), wallet("shop.EUR", 0))),
                refusal(Reason.WALLET_CLOSED,
                        () -> setOf(wallet("johny.EUR", 100), wallet("shop.EUR", 0, Wallet::close))),
                refusal(Reason.WALLET_BLOCKED,
                        () -> setOf(wallet("johny.EUR", 100, Wallet::banOwner), wallet("shop.EUR", 0))),
                refusal(Reason.INSUFFICIENT_FUNDS, () -> setOf(wallet("johny.EUR", 99), wallet("shop.EUR", 0))),
                refusal(Reason.BALANCE_LIMIT,
                        () -> setOf(wallet("johny.EUR", 100), wallet("shop.EUR", Long.MAX_VALUE))));
    }

    private static Arguments refusal(Reason reason, Supplier<WorkingSet> given) {
        return Arguments.of(reason, given);
    }

    @Test
    void aMerchantWhoOrdersFromHimselfOrInAnotherCurrencyIsRefused() {
        WorkingSet set = setOf(wallet("shop.EUR", 100), wallet("shop.USD", 100));

        List<Decision> decisions = Stream.of("shop.EUR", "shop.USD")
                .map(merchant -> payment.handle(letter("e1", new OrderPlaced("o1", "shop", 1, "EUR", merchant)), set))
                .toList();

        assertThat(decisions).extracting(decision -> decision.outcome().reason())
                .containsExactly(Reason.SAME_WALLET, Reason.CURRENCY_MISMATCH);
    }

    @Test
    void ordersOfOneBatchSpendFromOneBalance() {
        WorkingSet set = setOf(wallet("johny.EUR", 150), wallet("shop.EUR", 0));

        assertThat(payment.handle(BOOK, set).outcome().reason()).isNull();
        assertThat(payment.handle(letter("e2", new OrderPlaced("o2", "johny", 51, "EUR", "shop.EUR")), set).outcome()
                .reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(payment.handle(letter("e3", new OrderPlaced("o3", "johny", 50, "EUR", "shop.EUR")), set).outcome()
                .reason()).isNull();

        assertThat(set.wallet("johny.EUR").balanceMinor()).isZero();
        assertThat(set.wallet("shop.EUR").balanceMinor()).isEqualTo(150);
    }
}

package org.ewallet.wallet.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.EntryKind;
import org.ewallet.wallet.ledger.LetterHandler;
import org.ewallet.wallet.ledger.MovementRules;
import org.ewallet.wallet.ledger.Needs;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;

/** Pays an order from {@code <personId>.<currency>} to the merchant's wallet. */
@ApplicationScoped
public class WhenOrderPlacedThenPay implements LetterHandler<OrderPlaced> {

    @Override
    public Class<OrderPlaced> type() {
        return OrderPlaced.class;
    }

    @Override
    public void prepare(OrderPlaced event, Needs needs) {
        needs.wallet(payingWalletId(event)).wallet(event.merchantWalletId());
    }

    @Override
    public Decision handle(Received<OrderPlaced> letter, WorkingSet set) {
        OrderPlaced order = letter.message();
        Wallet payer = payingWallet(order, set);
        Wallet merchant = set.wallet(order.merchantWalletId());
        Optional<Refusal> refusal = MovementRules.refusalOf(payer, payingWalletId(order), merchant,
                order.merchantWalletId(), order.amountMinor(), order.currency());
        if (refusal.isPresent()) {
            return new Decision(
                    outcome(letter, Outcome.Status.REJECTED, refusal.get()),
                    new OrderPaymentRejected(order.orderId(), order.personId(), order.merchantWalletId(),
                            order.amountMinor(), order.currency(), refusal.get().reason()));
        }
        set.post(EntryKind.ORDER_PAYMENT, payer, merchant, order.amountMinor(), letter.key(), order.orderId(),
                letter.receivedAt());
        return new Decision(
                outcome(letter, Outcome.Status.COMPLETED, new Refusal(null, "order paid")),
                new OrderPaid(order.orderId(), order.personId(), payer.walletId(), merchant.walletId(),
                        order.amountMinor(), order.currency()));
    }

    private static Outcome outcome(Received<OrderPlaced> letter, Outcome.Status status, Refusal why) {
        return new Outcome(letter.key(), OrderPlaced.class.getSimpleName(), status, why.reason(), why.detail(),
                letter.receivedAt(), Map.of("orderId", letter.message().orderId()));
    }

    /** Null if there is none, or if somebody else has a wallet of that name: nobody pays the orders of others. */
    private static Wallet payingWallet(OrderPlaced order, WorkingSet set) {
        Wallet named = set.wallet(payingWalletId(order));
        return named == null || !named.ownerId().equals(order.personId()) ? null : named;
    }

    private static String payingWalletId(OrderPlaced event) {
        return event.personId() + "." + event.currency();
    }
}

package org.ewallet.contract.order;

import org.ewallet.contract.Require;

/**
 * Somebody ordered something. The wallet service pays, once per order, from {@code <personId>.<currency>}.
 *
 * @param orderId the shop's number; the key of the payment, for ever
 * @param personId who ordered
 * @param amountMinor minor units, 1 to 10^15
 * @param currency ISO 4217
 * @param merchantWalletId who is paid
 */
public record OrderPlaced(String orderId, String personId, long amountMinor, String currency, String merchantWalletId)
        implements OrderEvent {

    public OrderPlaced {
        Require.id("orderId", orderId);
        Require.id("personId", personId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.id("merchantWalletId", merchantWalletId);
    }
}

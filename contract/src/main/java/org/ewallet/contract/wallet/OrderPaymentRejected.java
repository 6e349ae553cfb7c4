package org.ewallet.contract.wallet;

import org.ewallet.contract.Reason;
import org.ewallet.contract.Require;

/**
 * An order could not be paid; nothing moved, and nothing will for this order.
 *
 * @param amountMinor minor units
 * @param reason the first rule that refused
 */
public record OrderPaymentRejected(String orderId, String personId, String merchantWalletId, long amountMinor,
        String currency, Reason reason) implements WalletEvent {

    public OrderPaymentRejected {
        Require.id("orderId", orderId);
        Require.id("personId", personId);
        Require.id("merchantWalletId", merchantWalletId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.present("reason", reason);
    }
}

package org.ewallet.contract.wallet;

import org.ewallet.contract.Reason;

/**
 * An order could not be paid; nothing moved, and nothing will for this order.
 *
 * @param amountMinor minor units
 * @param reason the first rule that refused
 */
public record OrderPaymentRejected(String orderId, String personId, String merchantWalletId, long amountMinor,
        String currency, Reason reason) implements WalletEvent {
}

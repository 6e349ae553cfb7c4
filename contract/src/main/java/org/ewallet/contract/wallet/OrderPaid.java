package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * An order was paid from the person's wallet.
 *
 * @param walletId the wallet that paid
 * @param merchantWalletId the wallet that was paid
 * @param amountMinor minor units
 */
public record OrderPaid(String orderId, String personId, String walletId, String merchantWalletId, long amountMinor,
        String currency) implements WalletEvent {

    public OrderPaid {
        Require.id("orderId", orderId);
        Require.id("personId", personId);
        Require.id("walletId", walletId);
        Require.id("merchantWalletId", merchantWalletId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
    }
}

package org.ewallet.contract.wallet;

/**
 * An order was paid from the person's wallet.
 *
 * @param walletId the wallet that paid
 * @param merchantWalletId the wallet that was paid
 * @param amountMinor minor units
 */
public record OrderPaid(String orderId, String personId, String walletId, String merchantWalletId, long amountMinor,
        String currency) implements WalletEvent {
}

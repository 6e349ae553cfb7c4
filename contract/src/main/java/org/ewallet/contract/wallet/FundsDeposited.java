package org.ewallet.contract.wallet;

/**
 * Money came in from outside.
 *
 * @param amountMinor minor units
 * @param reference the sender's; may be null
 */
public record FundsDeposited(String walletId, String ownerId, long amountMinor, String currency, String reference)
        implements WalletEvent {
}

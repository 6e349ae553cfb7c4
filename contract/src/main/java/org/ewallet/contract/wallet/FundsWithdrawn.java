package org.ewallet.contract.wallet;

/**
 * Money left to the outside.
 *
 * @param amountMinor minor units
 * @param reference the sender's; may be null
 */
public record FundsWithdrawn(String walletId, String ownerId, long amountMinor, String currency, String reference)
        implements WalletEvent {
}

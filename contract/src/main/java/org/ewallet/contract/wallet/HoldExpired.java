package org.ewallet.contract.wallet;

/**
 * The time of a hold has passed; what was left is available again.
 *
 * @param amountMinor what was left, minor units
 */
public record HoldExpired(String holdId, String walletId, String ownerId, long amountMinor, String currency)
        implements WalletEvent {
}

package org.ewallet.contract.wallet;

/**
 * What was left of a hold is available again.
 *
 * @param amountMinor what was left, minor units
 */
public record HoldReleased(String holdId, String walletId, String ownerId, long amountMinor, String currency)
        implements WalletEvent {
}

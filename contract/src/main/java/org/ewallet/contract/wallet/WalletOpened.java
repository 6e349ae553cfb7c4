package org.ewallet.contract.wallet;

/**
 * A wallet exists and can be used.
 *
 * @param overdraftLimitMinor minor units
 */
public record WalletOpened(String walletId, String ownerId, String currency, long overdraftLimitMinor)
        implements WalletEvent {
}

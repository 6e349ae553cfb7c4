package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * A wallet exists and can be used.
 *
 * @param overdraftLimitMinor minor units
 */
public record WalletOpened(String walletId, String ownerId, String currency, long overdraftLimitMinor)
        implements WalletEvent {

    public WalletOpened {
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.currency("currency", currency);
        Require.limit("overdraftLimitMinor", overdraftLimitMinor);
    }
}

package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * What was left of a hold is available again.
 *
 * @param amountMinor what was left, minor units
 */
public record HoldReleased(String holdId, String walletId, String ownerId, long amountMinor, String currency)
        implements WalletEvent {

    public HoldReleased {
        Require.id("holdId", holdId);
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.limit("amountMinor", amountMinor);
        Require.currency("currency", currency);
    }
}

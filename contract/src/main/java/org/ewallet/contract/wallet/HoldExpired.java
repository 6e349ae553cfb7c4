package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * The time of a hold has passed; what was left is available again.
 *
 * @param amountMinor what was left, minor units
 */
public record HoldExpired(String holdId, String walletId, String ownerId, long amountMinor, String currency)
        implements WalletEvent {

    public HoldExpired {
        Require.id("holdId", holdId);
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.limit("amountMinor", amountMinor);
        Require.currency("currency", currency);
    }
}

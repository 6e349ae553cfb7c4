package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * A block of the wallet is lifted.
 *
 * @param reason for the record; may be null
 */
public record WalletUnblocked(String walletId, String ownerId, String reason) implements WalletEvent {

    public WalletUnblocked {
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.optionalText("reason", reason);
    }
}

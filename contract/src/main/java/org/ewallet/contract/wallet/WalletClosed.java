package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * A wallet is closed for ever.
 *
 * @param reason for the record; may be null
 */
public record WalletClosed(String walletId, String ownerId, String reason) implements WalletEvent {

    public WalletClosed {
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.optionalText("reason", reason);
    }
}

package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Lifts what {@link BlockWallet} blocked. A wallet that is blocked because its owner is banned stays blocked.
 *
 * @param walletId the wallet
 * @param reason for the record; optional
 */
public record UnblockWallet(String walletId, String reason) implements WalletCommand {

    public UnblockWallet {
        Require.id("walletId", walletId);
        Require.optionalText("reason", reason);
    }
}

package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Blocks a wallet: from the moment this is answered no movement of the given kind commits. A second block replaces the
 * mode of the first.
 *
 * @param walletId the wallet
 * @param mode what is stopped; optional, ALL
 * @param reason for the record; optional
 */
public record BlockWallet(String walletId, BlockMode mode, String reason) implements WalletCommand {

    public BlockWallet {
        Require.id("walletId", walletId);
        mode = mode == null ? BlockMode.ALL : mode;
        Require.optionalText("reason", reason);
    }
}

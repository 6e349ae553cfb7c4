package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Closes a wallet for ever. Its balance must be zero and it may have no open hold ({@code WALLET_NOT_EMPTY}).
 *
 * @param walletId the wallet
 * @param reason for the record; optional
 */
public record CloseWallet(String walletId, String reason) implements WalletCommand {

    public CloseWallet {
        Require.id("walletId", walletId);
        Require.optionalText("reason", reason);
    }
}

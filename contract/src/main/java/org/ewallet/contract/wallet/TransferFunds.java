package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Moves money between two wallets. The letter's id is the transfer's id.
 *
 * @param sourceWalletId is debited
 * @param targetWalletId is credited
 * @param amountMinor minor units, 1 to 10^15
 * @param currency ISO 4217; must be that of both wallets
 * @param reference the sender's; optional
 */
public record TransferFunds(String sourceWalletId, String targetWalletId, long amountMinor, String currency,
        String reference) implements WalletCommand {

    public TransferFunds {
        Require.id("sourceWalletId", sourceWalletId);
        Require.id("targetWalletId", targetWalletId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.optionalText("reference", reference);
    }
}

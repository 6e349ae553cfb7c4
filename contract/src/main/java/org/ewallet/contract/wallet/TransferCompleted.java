package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Money moved between two wallets.
 *
 * @param transferId the id of the letter that asked for it
 * @param amountMinor minor units
 * @param reference the sender's; may be null
 */
public record TransferCompleted(String transferId, String sourceWalletId, String sourceOwnerId, String targetWalletId,
        String targetOwnerId, long amountMinor, String currency, String reference) implements WalletEvent {

    public TransferCompleted {
        Require.id("transferId", transferId);
        Require.id("sourceWalletId", sourceWalletId);
        Require.id("sourceOwnerId", sourceOwnerId);
        Require.id("targetWalletId", targetWalletId);
        Require.id("targetOwnerId", targetOwnerId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.optionalText("reference", reference);
    }
}

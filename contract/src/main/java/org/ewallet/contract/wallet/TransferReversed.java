package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * A transfer was given back whole.
 *
 * @param transferId the transfer that is undone
 * @param sourceWalletId the payer of the transfer, who has the money again
 * @param targetWalletId the receiver of the transfer, who gave it back
 * @param amountMinor minor units
 * @param reason for the record; may be null
 */
public record TransferReversed(String transferId, String sourceWalletId, String sourceOwnerId, String targetWalletId,
        String targetOwnerId, long amountMinor, String currency, String reason) implements WalletEvent {

    public TransferReversed {
        Require.id("transferId", transferId);
        Require.id("sourceWalletId", sourceWalletId);
        Require.id("sourceOwnerId", sourceOwnerId);
        Require.id("targetWalletId", targetWalletId);
        Require.id("targetOwnerId", targetOwnerId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.optionalText("reason", reason);
    }
}

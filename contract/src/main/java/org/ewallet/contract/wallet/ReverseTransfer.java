package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Gives a whole transfer back, once.
 *
 * @param transferId the id of the {@link TransferFunds} letter
 * @param reason for the record; optional
 */
public record ReverseTransfer(String transferId, String reason) implements WalletCommand {

    public ReverseTransfer {
        Require.id("transferId", transferId);
        Require.optionalText("reason", reason);
    }
}

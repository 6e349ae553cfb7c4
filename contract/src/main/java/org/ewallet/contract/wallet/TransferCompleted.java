package org.ewallet.contract.wallet;

/**
 * Money moved between two wallets.
 *
 * @param transferId the id of the letter that asked for it
 * @param amountMinor minor units
 * @param reference the sender's; may be null
 */
public record TransferCompleted(String transferId, String sourceWalletId, String sourceOwnerId, String targetWalletId,
        String targetOwnerId, long amountMinor, String currency, String reference) implements WalletEvent {
}

package org.ewallet.contract.wallet;

/**
 * A block of the wallet is lifted.
 *
 * @param reason for the record; may be null
 */
public record WalletUnblocked(String walletId, String ownerId, String reason) implements WalletEvent {
}

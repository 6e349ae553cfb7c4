package org.ewallet.contract.wallet;

/**
 * A wallet is closed for ever.
 *
 * @param reason for the record; may be null
 */
public record WalletClosed(String walletId, String ownerId, String reason) implements WalletEvent {
}

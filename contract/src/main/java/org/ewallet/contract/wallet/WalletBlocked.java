package org.ewallet.contract.wallet;

/**
 * No movement of this kind commits after this event.
 *
 * @param mode what is stopped
 * @param reason {@code PERSON_BANNED} if the owner's ban is the cause, else as given; may be null
 */
public record WalletBlocked(String walletId, String ownerId, BlockMode mode, String reason) implements WalletEvent {
}

package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * No movement of this kind commits after this event.
 *
 * @param mode what is stopped
 * @param reason {@code PERSON_BANNED} if the owner's ban is the cause, else as given; may be null
 */
public record WalletBlocked(String walletId, String ownerId, BlockMode mode, String reason) implements WalletEvent {

    public WalletBlocked {
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.present("mode", mode);
        Require.optionalText("reason", reason);
    }
}

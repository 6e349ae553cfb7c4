package org.ewallet.contract.wallet;

import java.time.Instant;
import org.ewallet.contract.Require;

/**
 * Money is reserved.
 *
 * @param amountMinor minor units
 * @param expiresAt may be null: never
 * @param reference the sender's; may be null
 */
public record FundsHeld(String holdId, String walletId, String ownerId, String targetWalletId, long amountMinor,
        String currency, Instant expiresAt, String reference) implements WalletEvent {

    public FundsHeld {
        Require.id("holdId", holdId);
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.id("targetWalletId", targetWalletId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.optionalText("reference", reference);
    }
}

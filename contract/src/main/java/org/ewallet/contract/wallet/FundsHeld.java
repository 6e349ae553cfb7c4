package org.ewallet.contract.wallet;

import java.time.Instant;

/**
 * Money is reserved.
 *
 * @param amountMinor minor units
 * @param expiresAt may be null: never
 * @param reference the sender's; may be null
 */
public record FundsHeld(String holdId, String walletId, String ownerId, String targetWalletId, long amountMinor,
        String currency, Instant expiresAt, String reference) implements WalletEvent {
}

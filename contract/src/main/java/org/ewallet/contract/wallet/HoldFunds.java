package org.ewallet.contract.wallet;

import java.time.Instant;
import org.ewallet.contract.Require;

/**
 * Reserves money of a wallet for another one, to be captured later in one or several parts.
 *
 * @param holdId chosen by the sender
 * @param walletId whose money is reserved
 * @param targetWalletId who may get it
 * @param amountMinor minor units, 1 to 10^15
 * @param currency ISO 4217; must be that of both wallets
 * @param expiresAt from this instant on the hold no longer counts; optional, never
 * @param reference the sender's; optional
 */
public record HoldFunds(String holdId, String walletId, String targetWalletId, long amountMinor, String currency,
        Instant expiresAt, String reference) implements WalletCommand {

    public HoldFunds {
        Require.id("holdId", holdId);
        Require.id("walletId", walletId);
        Require.id("targetWalletId", targetWalletId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        expiresAt = Require.optionalInstant(expiresAt);
        Require.optionalText("reference", reference);
    }
}

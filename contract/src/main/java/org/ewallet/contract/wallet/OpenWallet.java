package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Opens a wallet. Refused with {@code ALREADY_EXISTS} if the id is taken, also by a closed wallet.
 *
 * @param walletId chosen by the sender
 * @param ownerId the person it belongs to
 * @param currency ISO 4217; for the wallet's life
 * @param overdraftLimitMinor how far below zero the balance may go, in minor units, 0 to 10^15; optional, 0
 */
public record OpenWallet(String walletId, String ownerId, String currency, Long overdraftLimitMinor)
        implements WalletCommand {

    public OpenWallet {
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.currency("currency", currency);
        overdraftLimitMinor = Require.limit("overdraftLimitMinor", overdraftLimitMinor == null ? 0 : overdraftLimitMinor);
    }
}

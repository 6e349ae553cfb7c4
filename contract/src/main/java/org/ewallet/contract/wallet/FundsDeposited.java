package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Money came in from outside.
 *
 * @param amountMinor minor units
 * @param reference the sender's; may be null
 */
public record FundsDeposited(String walletId, String ownerId, long amountMinor, String currency, String reference)
        implements WalletEvent {

    public FundsDeposited {
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.optionalText("reference", reference);
    }
}

package org.ewallet.contract.wallet;

import org.ewallet.contract.Require;

/**
 * Money leaves to the outside: debits the wallet, credits the settlement account of the currency.
 *
 * @param walletId the wallet
 * @param amountMinor minor units, 1 to 10^15
 * @param currency ISO 4217; must be the wallet's
 * @param reference the sender's; optional
 */
public record WithdrawFunds(String walletId, long amountMinor, String currency, String reference)
        implements WalletCommand {

    public WithdrawFunds {
        Require.id("walletId", walletId);
        Require.amount("amountMinor", amountMinor);
        Require.currency("currency", currency);
        Require.optionalText("reference", reference);
    }
}

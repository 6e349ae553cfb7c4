package org.ewallet.contract.wallet;

/**
 * The whole ledger of a currency in one line.
 *
 * @param sumMinor sum of all entries, settlement account included: zero, always
 * @param wallets number of wallets, without the settlement account
 * @param entries number of entries
 */
public record LedgerSum(String currency, long sumMinor, long wallets, long entries) {
}

package org.ewallet.wallet.ledger;

/**
 * One side of a movement; never changed once posted.
 *
 * @param atMicros when it was posted; strictly increasing within a wallet, so that it names the entry
 * @param amountMinor signed: negative for a debit
 * @param balanceAfterMinor the wallet's balance right after it
 * @param counterpartyId the other side
 * @param letterKey the letter that caused it
 * @param reference the sender's; may be null
 */
record LedgerEntry(String walletId, long atMicros, EntryKind kind, long amountMinor, long balanceAfterMinor,
        String counterpartyId, String letterKey, String reference) {
}

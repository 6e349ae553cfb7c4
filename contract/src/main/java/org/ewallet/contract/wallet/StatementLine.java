package org.ewallet.contract.wallet;

import java.time.Instant;

/**
 * One entry of a wallet's statement. Amounts in minor units.
 *
 * @param entryId unique in the ledger
 * @param kind what moved the money, such as TRANSFER
 * @param amountMinor signed: negative for a debit
 * @param balanceAfterMinor the wallet's balance right after this entry
 * @param counterpartyWalletId the other side; null if it is the outside world
 * @param commandId the letter that caused it
 * @param reference the sender's; may be null
 */
public record StatementLine(String entryId, Instant at, String kind, long amountMinor, long balanceAfterMinor,
        String counterpartyWalletId, String commandId, String reference) {
}

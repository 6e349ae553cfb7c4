package org.ewallet.contract.wallet;

import java.util.List;

/**
 * A page of a wallet's statement: opening balance + entries = closing balance, on every page.
 *
 * @param nextCursor asks for the next page; null on the last one
 */
public record StatementPage(String walletId, String currency, long openingBalanceMinor, List<StatementLine> entries,
        long closingBalanceMinor, String nextCursor) {
}

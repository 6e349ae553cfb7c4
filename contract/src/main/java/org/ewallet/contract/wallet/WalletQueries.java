package org.ewallet.contract.wallet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be asked of the wallet service. Changes nothing. Empty answers mean that there is no such wallet. */
public interface WalletQueries {

    Optional<WalletView> wallet(String walletId);

    /** The balance as it stood at an instant; zero before the wallet was opened. */
    Optional<BalanceView> balanceAt(String walletId, Instant at);

    /**
     * A page of the statement.
     *
     * @throws org.ewallet.contract.InvalidMessageException if the cursor is not one of this wallet's
     */
    Optional<StatementPage> statement(String walletId, StatementRequest request);

    Optional<List<HoldView>> holds(String walletId);

    /** The wallets of a person, by id; none if there is no such person. */
    List<WalletView> walletsOf(String personId);

    /** One line per currency. Reads every entry: for operators, not for pages. */
    List<LedgerSum> ledgerSums();

    /**
     * Recomputes balances, holds and sums from the rows they are made of, while letters go on being handled. Reads
     * every row several times, minutes for ten million entries: for operators.
     */
    AuditReport audit();
}

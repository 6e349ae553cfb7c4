package org.ewallet.wallet;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.WalletQueries;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.wallet.ledger.LedgerAudit;
import org.ewallet.wallet.ledger.LedgerReader;

/** Answers questions about wallets, without a transaction and without a lock. */
@Stateless
@Local(WalletQueries.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WalletQueriesBean implements WalletQueries {

    @Inject
    private LedgerReader reader;

    @Inject
    private LedgerAudit audit;

    @Inject
    private Clock clock;

    @Override
    public Optional<WalletView> wallet(String walletId) {
        return reader.wallet(walletId, clock.instant());
    }

    @Override
    public Optional<BalanceView> balanceAt(String walletId, Instant at) {
        return reader.balanceAt(walletId, at);
    }

    @Override
    public Optional<StatementPage> statement(String walletId, StatementRequest request) {
        return reader.wallet(walletId, clock.instant()).map(wallet -> reader.statement(wallet, request));
    }

    @Override
    public Optional<List<HoldView>> holds(String walletId) {
        Instant now = clock.instant();
        return reader.wallet(walletId, now).map(wallet -> reader.holds(walletId, now));
    }

    @Override
    public List<WalletView> walletsOf(String personId) {
        return reader.walletsOf(personId, clock.instant());
    }

    @Override
    public List<LedgerSum> ledgerSums() {
        return reader.sums();
    }

    @Override
    public AuditReport audit() {
        return audit.report(clock.instant());
    }
}

package org.ewallet.wallet.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.messaging.DatabaseException;

/**
 * Reads wallets, holds and entries as they were last committed. Each answer is one statement, hence one snapshot, except
 * a statement page, whose entries never change.
 */
@ApplicationScoped
public class LedgerReader {

    private static final String WALLET = """
            select w.wallet_id, w.owner_id, w.currency, w.overdraft_limit_minor, w.balance_minor, w.block_mode,
                w.owner_banned, w.closed, w.opened_at_micros,
                w.held_minor - coalesce((select sum(h.amount_minor - h.captured_minor) from hold h
                    where h.wallet_id = w.wallet_id and h.status = 'OPEN' and h.expires_at_micros <= ?
                    and w.next_hold_expiry_at_micros <= ?), 0) as held_minor
            from wallet w where w.owner_id is not null and\s""";

    private static final String WALLET_BY_ID = WALLET + "w.wallet_id = ?";

    private static final String WALLETS_BY_OWNER = WALLET + "w.owner_id = ? order by w.wallet_id";

    private static final String BALANCE_AT = """
            select w.currency, w.overdraft_limit_minor,
                coalesce((select e.balance_after_minor from ledger_entry e
                    where e.wallet_id = w.wallet_id and e.at_micros <= ?
                    order by e.at_micros desc fetch first 1 rows only), 0) as balance_minor,
                coalesce((select sum(h.amount_minor - coalesce((select sum(c.amount_minor) from hold_capture c
                        where c.hold_id = h.hold_id and c.at_micros <= ?), 0)) from hold h
                    where h.wallet_id = w.wallet_id and h.created_at_micros <= ?
                    and (h.closed_at_micros is null or h.closed_at_micros > ?)
                    and (h.expires_at_micros is null or h.expires_at_micros > ?)), 0) as held_minor
            from wallet w where w.owner_id is not null and w.wallet_id = ?""";

    private static final String HOLDS = """
            select hold_id, target_wallet_id, amount_minor, captured_minor, status, expires_at_micros
            from hold where wallet_id = ? order by created_at_micros, hold_id""";

    private static final String ENTRIES = """
            select at_micros, kind, amount_minor, balance_after_minor, counterparty_id, letter_key, reference
            from ledger_entry where wallet_id = ? and at_micros >= ? and at_micros < ?
            order by at_micros %s fetch first ? rows only""";

    private static final String BALANCE_BEFORE = """
            select balance_after_minor from ledger_entry where wallet_id = ? and at_micros < ?
            order by at_micros desc fetch first 1 rows only""";

    private static final String SUMS = """
            select w.currency, coalesce(sum(e.amount_minor), 0), count(e.wallet_id),
                (select count(*) from wallet o where o.currency = w.currency and o.owner_id is not null)
            from wallet w left join ledger_entry e on e.wallet_id = w.wallet_id
            group by w.currency order by w.currency""";

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    /** For the container, which fills in the fields. */
    protected LedgerReader() {
    }

    /** For use without a container. */
    public LedgerReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<WalletView> wallet(String walletId, Instant now) {
        return wallets(WALLET_BY_ID, walletId, now).stream().findFirst();
    }

    public List<WalletView> walletsOf(String ownerId, Instant now) {
        return wallets(WALLETS_BY_OWNER, ownerId, now);
    }

    public Optional<BalanceView> balanceAt(String walletId, Instant at) {
        long atMicros = Micros.of(at);
        return query(BALANCE_AT, statement -> {
            for (int i = 1; i <= 5; i++) {
                statement.setLong(i, atMicros);
            }
            statement.setString(6, walletId);
        }, row -> {
            long balanceMinor = row.getLong(3);
            long heldMinor = row.getLong(4);
            return new BalanceView(walletId, row.getString(1), balanceMinor, heldMinor,
                    balanceMinor - heldMinor + row.getLong(2), at);
        }).stream().findFirst();
    }

    public List<HoldView> holds(String walletId, Instant now) {
        return query(HOLDS, statement -> statement.setString(1, walletId), row -> {
            HoldView.Status status = HoldView.Status.valueOf(row.getString(5));
            long expiresAtMicros = row.getLong(6);
            Instant expiresAt = row.wasNull() ? null : Micros.toInstant(expiresAtMicros);
            boolean over = status == HoldView.Status.OPEN && expiresAt != null && !expiresAt.isAfter(now);
            return new HoldView(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4),
                    over ? HoldView.Status.EXPIRED : status, expiresAt);
        });
    }

    public StatementPage statement(WalletView wallet, StatementRequest request) {
        StatementCursor start = StatementCursor.of(wallet.walletId(), request);
        List<Entry> entries = entries(wallet.walletId(), start, request);
        boolean more = entries.size() > request.limit();
        if (more) {
            entries.remove(entries.size() - 1);
        }
        String nextCursor = more ? start.after(entries.get(entries.size() - 1).atMicros()).text() : null;
        List<Entry> byTime = new ArrayList<>(entries);
        if (request.order() == Order.DESC) {
            Collections.reverse(byTime);
        }
        long opening;
        long closing;
        if (byTime.isEmpty()) {
            opening = balanceBefore(wallet.walletId(), start.fromMicros());
            closing = opening;
        } else {
            opening = byTime.get(0).line().balanceAfterMinor() - byTime.get(0).line().amountMinor();
            closing = byTime.get(byTime.size() - 1).line().balanceAfterMinor();
        }
        return new StatementPage(wallet.walletId(), wallet.currency(), opening,
                entries.stream().map(Entry::line).toList(), closing, nextCursor);
    }

    public List<LedgerSum> sums() {
        return query(SUMS, statement -> { },
                row -> new LedgerSum(row.getString(1), row.getLong(2), row.getLong(4), row.getLong(3)));
    }

    private List<WalletView> wallets(String sql, String id, Instant now) {
        long nowMicros = Micros.of(now);
        return query(sql, statement -> {
            statement.setLong(1, nowMicros);
            statement.setLong(2, nowMicros);
            statement.setString(3, id);
        }, LedgerReader::wallet);
    }

    private static WalletView wallet(ResultSet row) throws SQLException {
        long overdraftLimitMinor = row.getLong(4);
        long balanceMinor = row.getLong(5);
        BlockMode commanded = row.getString(6) == null ? null : BlockMode.valueOf(row.getString(6));
        BlockMode blockMode = row.getBoolean(7) ? BlockMode.ALL : commanded;
        long heldMinor = row.getLong(10);
        WalletView.Status status = WalletView.Status.OPEN;
        if (row.getBoolean(8)) {
            status = WalletView.Status.CLOSED;
        } else if (blockMode != null) {
            status = WalletView.Status.BLOCKED;
        }
        return new WalletView(row.getString(1), row.getString(2), row.getString(3), status, blockMode, balanceMinor,
                heldMinor, balanceMinor - heldMinor + overdraftLimitMinor, overdraftLimitMinor,
                Micros.toInstant(row.getLong(9)));
    }

    private List<Entry> entries(String walletId, StatementCursor start, StatementRequest request) {
        return query(ENTRIES.formatted(request.order() == Order.DESC ? "desc" : "asc"), statement -> {
            statement.setString(1, walletId);
            statement.setLong(2, start.fromMicros());
            statement.setLong(3, start.toMicros());
            statement.setInt(4, request.limit() + 1);
        }, row -> {
            long atMicros = row.getLong(1);
            String counterparty = row.getString(5);
            return new Entry(atMicros, new StatementLine(walletId + ":" + atMicros, Micros.toInstant(atMicros),
                    row.getString(2), row.getLong(3), row.getLong(4),
                    Wallet.isSettlement(counterparty) ? null : counterparty, row.getString(6), row.getString(7)));
        });
    }

    private long balanceBefore(String walletId, long atMicros) {
        return query(BALANCE_BEFORE, statement -> {
            statement.setString(1, walletId);
            statement.setLong(2, atMicros);
        }, row -> row.getLong(1)).stream().findFirst().orElse(0L);
    }

    private <T> List<T> query(String sql, Binder binder, RowReader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read the ledger", e);
        }
    }

    private record Entry(long atMicros, StatementLine line) {
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}

package org.ewallet.wallet.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.ewallet.contract.wallet.AuditLine;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.messaging.DatabaseException;

/**
 * Checks every {@link Invariant} against every row, in one snapshot, without a lock: letters go on being handled. The
 * caller has no transaction.
 */
@ApplicationScoped
public class LedgerAudit {

    /** Rows that the driver fetches at once; all of them would not fit on the heap. */
    private static final int FETCH_SIZE = 1_000;

    private static final String ENTRIES_IN_ORDER = """
            select wallet_id, at_micros, amount_minor, balance_after_minor
            from ledger_entry order by wallet_id, at_micros""";

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    /** For the container, which fills in the fields. */
    protected LedgerAudit() {
    }

    /** For use without a container. */
    LedgerAudit(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The books as they were last committed.
     *
     * @throws DatabaseException if the database failed, which says nothing about the books
     */
    public AuditReport report(Instant now) {
        try (Connection connection = dataSource.getConnection(); Snapshot snapshot = new Snapshot(connection)) {
            List<AuditLine> lines = new ArrayList<>();
            for (Invariant invariant : Invariant.values()) {
                lines.add(check(invariant, snapshot));
            }
            return AuditReport.of(now, lines);
        } catch (SQLException e) {
            throw new DatabaseException("the audit could not be finished, ask for it again", e);
        }
    }

    private static AuditLine check(Invariant invariant, Snapshot snapshot) throws SQLException {
        BrokenRows broken = new BrokenRows();
        for (String query : invariant.queries()) {
            try (Statement statement = snapshot.statement();
                    ResultSet rows = statement.executeQuery(query + " order by 1")) {
                while (rows.next()) {
                    broken.add(rows.getString(1));
                }
            }
        }
        if (invariant == Invariant.BALANCE_IS_CREDITS_MINUS_DEBITS) {
            followBalances(snapshot, broken);
        }
        return new AuditLine(invariant.ordinal() + 1, invariant.name(), invariant.statement(),
                count(invariant.tables(), snapshot), broken.count, broken.named);
    }

    /**
     * Whether each entry left the balance that the one before it left, and its amount; the first begins with zero. One
     * pass in the order of the key: H2 would keep the windows of a window function on the heap.
     */
    private static void followBalances(Snapshot snapshot, BrokenRows broken) throws SQLException {
        try (Statement statement = snapshot.statement(); ResultSet entries = statement.executeQuery(ENTRIES_IN_ORDER)) {
            String walletId = null;
            long balanceMinor = 0;
            while (entries.next()) {
                if (!entries.getString(1).equals(walletId)) {
                    walletId = entries.getString(1);
                    balanceMinor = 0;
                }
                long expectedMinor = balanceMinor + entries.getLong(3);
                balanceMinor = entries.getLong(4);
                if (balanceMinor != expectedMinor) {
                    broken.add("entry " + walletId + ":" + entries.getLong(2) + ": it left " + balanceMinor + ", not "
                            + expectedMinor);
                }
            }
        }
    }

    private static long count(List<String> tables, Snapshot snapshot) throws SQLException {
        String counts = tables.stream().map(table -> "(select count(*) from " + table + ")")
                .collect(Collectors.joining(" + "));
        try (Statement statement = snapshot.statement(); ResultSet rows = statement.executeQuery("select " + counts)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** All are counted, the first are named. */
    private static final class BrokenRows {

        private final List<String> named = new ArrayList<>();
        private long count;

        void add(String row) {
            count++;
            if (named.size() < AuditLine.MAX_BROKEN_ROWS) {
                named.add(row);
            }
        }
    }

    /** All statements until it is closed see what was committed before the first of them. */
    private static final class Snapshot implements AutoCloseable {

        private final Connection connection;
        private final int isolation;

        Snapshot(Connection connection) throws SQLException {
            this.connection = connection;
            this.isolation = connection.getTransactionIsolation();
            // The level at which both databases take one snapshot of all tables: H2's REPEATABLE READ takes one per
            // table. In PostgreSQL a serializable transaction that only reads, beside others that are not serializable,
            // neither waits nor fails, nor makes others do so.
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
        }

        Statement statement() throws SQLException {
            Statement statement = connection.createStatement();
            statement.setFetchSize(FETCH_SIZE);
            return statement;
        }

        /** The connection goes back into its pool as it came: the next one to use it writes. */
        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(isolation);
        }
    }
}

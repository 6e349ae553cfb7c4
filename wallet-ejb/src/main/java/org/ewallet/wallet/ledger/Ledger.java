package org.ewallet.wallet.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Event;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.messaging.DatabaseException;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.TableRows;
import org.ewallet.wallet.ledger.WorkingSet.HoldCapture;

/**
 * Loads and locks what a batch needs in a few statements, and writes what it changed in a few more, in the caller's
 * transaction. Owners and holds are entities; wallets, and what is only ever inserted (entries, captures, reversals), are
 * written as {@link TableRows}.
 */
@ApplicationScoped
public class Ledger {

    private static final String HOLDERS_OF = """
            select h.wallet_id, h.target_wallet_id
            from unnest(cast(? as varchar array)) as k(hold_id) join hold h on h.hold_id = k.hold_id""";

    private static final String OWNED_BY = """
            select w.wallet_id
            from unnest(cast(? as varchar array)) as k(owner_id) join wallet w on w.owner_id = k.owner_id""";

    private static final String TRANSFERS = """
            select o.letter_key, o.outcome
            from unnest(cast(? as varchar array)) as k(letter_key) join outcome o on o.letter_key = k.letter_key
            where o.type = 'TransferFunds' and o.status = 'COMPLETED'""";

    private static final String REVERSED = """
            select r.transfer_id
            from unnest(cast(? as varchar array)) as k(transfer_id) join reversal r on r.transfer_id = k.transfer_id""";

    private static final String LOCK_OWNERS = "select * from owner where owner_id = any(?) order by owner_id for update";

    private static final String HOLDS = "select * from hold where hold_id = any(?)";

    private static final String OPEN_HOLDS_OF = "select * from hold where wallet_id = any(?) and status = 'OPEN'";

    private static final TableRows.Statement<LedgerEntry> INSERT_ENTRIES = TableRows.<LedgerEntry>of("ledger_entry")
            .text("wallet_id", LedgerEntry::walletId)
            .number("at_micros", LedgerEntry::atMicros)
            .text("kind", entry -> entry.kind().name())
            .number("amount_minor", LedgerEntry::amountMinor)
            .number("balance_after_minor", LedgerEntry::balanceAfterMinor)
            .text("counterparty_id", LedgerEntry::counterpartyId)
            .text("letter_key", LedgerEntry::letterKey)
            .text("reference", LedgerEntry::reference)
            .insert();

    private static final TableRows.Statement<HoldCapture> INSERT_CAPTURES = TableRows.<HoldCapture>of("hold_capture")
            .text("hold_id", HoldCapture::holdId)
            .number("at_micros", HoldCapture::atMicros)
            .number("amount_minor", HoldCapture::amountMinor)
            .insert();

    private static final TableRows.Statement<Map.Entry<String, String>> INSERT_REVERSALS =
            TableRows.<Map.Entry<String, String>>of("reversal")
                    .text("transfer_id", Map.Entry::getKey)
                    .text("letter_key", Map.Entry::getValue)
                    .insert();

    @PersistenceContext(unitName = "wallet")
    private EntityManager em;

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    /** For the container, which fills in the fields. */
    protected Ledger() {
    }

    /** For use without a container; both must work in the same transaction. */
    public Ledger(EntityManager em, DataSource dataSource) {
        this.em = em;
        this.dataSource = dataSource;
    }

    /** Everything that a batch needs, with its owners and wallets locked until the end of the transaction. */
    public WorkingSet load(Needs needs, Instant now) {
        Set<String> walletIds = new TreeSet<>(needs.walletIds);
        List<Transfer> transfers = new ArrayList<>();
        Set<String> reversed = new HashSet<>();
        query(HOLDERS_OF, needs.holdIds, row -> {
            walletIds.add(row.getString(1));
            walletIds.add(row.getString(2));
        });
        // Owners come before wallets in every batch, so that no two wait for each other; and now none gets another wallet.
        List<Owner> owners = entities(LOCK_OWNERS, needs.ownerIds, Owner.class);
        query(OWNED_BY, needs.ownersOfWallets, row -> walletIds.add(row.getString(1)));
        query(TRANSFERS, needs.transferIds, row -> transfers.add(transfer(row.getString(2))));
        transfers.forEach(transfer -> {
            walletIds.add(transfer.sourceWalletId());
            walletIds.add(transfer.targetWalletId());
        });
        List<Wallet> wallets = new ArrayList<>(walletIds.size());
        query(WalletTable.LOCK, walletIds, row -> wallets.add(Wallet.of(row)));
        // Only now, under the locks of their wallets, do holds and reversals stand still.
        query(REVERSED, needs.transferIds, row -> reversed.add(row.getString(1)));
        // A hold that somebody has committed since its wallets were looked for counts as not there yet.
        List<Hold> holds = entities(HOLDS, needs.holdIds, Hold.class).stream()
                .filter(hold -> walletIds.contains(hold.walletId()) && walletIds.contains(hold.targetWalletId())).toList();
        noteExpiredHolds(wallets, now);
        return new WorkingSet(owners, wallets, holds, transfers, reversed);
    }

    /**
     * What a letter touches, for the order of letters that wait: its wallets, also those of its hold or transfer, and that
     * hold or transfer itself, which may be yet to come. The outside world is touched by too many to count.
     */
    public Set<String> touchedBy(Received<?> letter, Needs needs) {
        Set<String> touched = new TreeSet<>();
        needs.walletIds.stream().filter(walletId -> !Wallet.isSettlement(walletId)).forEach(touched::add);
        needs.holdIds.forEach(holdId -> touched.add("hold:" + holdId));
        query(HOLDERS_OF, needs.holdIds, row -> {
            touched.add(row.getString(1));
            touched.add(row.getString(2));
        });
        query(OWNED_BY, needs.ownersOfWallets, row -> touched.add(row.getString(1)));
        if (letter.message() instanceof Event) {
            // What is told of a person keeps its order. Commands to different wallets of a person need none.
            needs.ownerIds.forEach(ownerId -> touched.add("owner:" + ownerId));
        }
        needs.transferIds.forEach(transferId -> touched.add("transfer:" + transferId));
        query(TRANSFERS, needs.transferIds, row -> {
            Transfer transfer = transfer(row.getString(2));
            touched.add(transfer.sourceWalletId());
            touched.add(transfer.targetWalletId());
        });
        if (letter.message() instanceof TransferFunds) {
            touched.add("transfer:" + letter.key());
        }
        return touched;
    }

    private void noteExpiredHolds(List<Wallet> wallets, Instant now) {
        long nowMicros = Micros.of(now);
        List<Wallet> due = wallets.stream().filter(wallet -> wallet.mayHaveExpiredHolds(nowMicros)).toList();
        Map<String, List<Hold>> openHolds = entities(OPEN_HOLDS_OF, due.stream().map(Wallet::walletId).toList(), Hold.class)
                .stream().collect(Collectors.groupingBy(Hold::walletId));
        for (Wallet wallet : due) {
            List<Hold> holds = openHolds.getOrDefault(wallet.walletId(), List.of());
            wallet.noteExpiredHolds(holds, now);
            wallet.expectNextHoldExpiry(holds.stream().map(Hold::expiresAtMicros).filter(Objects::nonNull)
                    .min(Long::compare).orElse(null));
        }
    }

    /** Writes everything that a batch changed. */
    public void save(WorkingSet set) {
        try (Connection connection = dataSource.getConnection()) {
            WalletTable.save(connection, set.newWallets, set.changedWallets());
            set.newOwners.forEach(em::persist);
            set.newHolds.forEach(em::persist);
            em.flush();
            INSERT_ENTRIES.execute(connection, set.newEntries);
            INSERT_CAPTURES.execute(connection, set.newCaptures);
            INSERT_REVERSALS.execute(connection, List.copyOf(set.newReversals.entrySet()));
        } catch (SQLException e) {
            throw new DatabaseException("cannot write to the ledger", e);
        }
    }

    private static Transfer transfer(String outcome) {
        return Codec.read(Codec.readTree(outcome).path("result"), Transfer.class);
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> entities(String sql, Collection<String> ids, Class<T> type) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return em.createNativeQuery(sql, type).setParameter(1, ids.toArray(String[]::new)).getResultList();
    }

    private void query(String sql, Collection<String> ids, RowReader reader) {
        if (ids.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("varchar", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot load what the batch needs", e);
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}

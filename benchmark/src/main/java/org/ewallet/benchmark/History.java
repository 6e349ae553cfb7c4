package org.ewallet.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ewallet.cli.CliException;

/**
 * Years of transfers, written into the books by SQL. Neighbours send each other 1 minor unit back and forth, one
 * microsecond apart, and the wallets in turn: the rows of a wallet lie far from each other, as they do in life.
 * Afterwards every balance is what it was. Each transfer has its two entries and its outcome, so that the books hold;
 * the events of the past are left out, nothing that is measured reads them.
 */
final class History {

    private static final int STEPS_AT_ONCE = 200;

    private static final String PAIRS = """
            create temporary table pair on commit drop as
            select n / 2 as number, s.wallet_id as one, t.wallet_id as other, s.balance_minor as one_minor,
                t.balance_minor as other_minor,
                max(greatest(s.last_entry_at_micros, t.last_entry_at_micros)) over () as last_micros
            from generate_series(0, %d, 2) as n
            join wallet s on s.wallet_id = 'bench-' || lpad(n::text, 6, '0')
            join wallet t on t.wallet_id = 'bench-' || lpad((n + 1)::text, 6, '0')""";

    private static final String OUTCOMES = """
            insert into outcome (letter_key, type, fingerprint, status, outcome, handled_at)
            select m.letter_key, 'TransferFunds', decode(repeat('00', 48), 'hex'), 'COMPLETED', json_build_object(
                'commandId', m.letter_key, 'type', 'TransferFunds', 'status', 'COMPLETED', 'reason', null,
                'detail', 'funds transferred', 'completedAt', m.at_text, 'result', json_build_object(
                    'transferId', m.letter_key, 'sourceWalletId', m.source, 'targetWalletId', m.target,
                    'amountMinor', 1, 'currency', 'EUR'))::text, m.at
            from (select 'history-' || p.number || '-' || n as letter_key, p.number, n,
                    case n % 2 when 1 then p.one else p.other end as source,
                    case n % 2 when 1 then p.other else p.one end as target,
                    to_timestamp((p.last_micros + n) / 1e6) as at,
                    to_char(to_timestamp((p.last_micros + n) / 1e6) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                        as at_text
                from generate_series(?, ?) as n cross join pair p) m
            order by m.n, m.number""";

    private static final String ENTRIES = """
            insert into ledger_entry (wallet_id, at_micros, kind, amount_minor, balance_after_minor, counterparty_id,
                letter_key)
            select case side when 0 then p.one else p.other end, p.last_micros + n, 'TRANSFER',
                case (n + side) % 2 when 1 then -1 else 1 end,
                case side when 0 then p.one_minor - n % 2 else p.other_minor + n % 2 end,
                case side when 0 then p.other else p.one end, 'history-' || p.number || '-' || n
            from generate_series(?, ?) as n cross join pair p cross join (values (0), (1)) as sides (side)
            order by n, p.number""";

    private static final String WALLETS = """
            update wallet w set last_entry_at_micros = p.last_micros + ?, version = version + 1
            from pair p where w.wallet_id in (p.one, p.other)""";

    private final Instant from;
    private final Instant to;

    private History(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Adds entries to the ledger until it has so many. No letters are handled meanwhile.
     *
     * @param wallets how many of them take part, an even number
     */
    static History write(Bed bed, int wallets, int entries) {
        try (Connection connection = bed.connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(PAIRS.formatted(wallets - 2));
            long missing = Math.max(0, entries - number(statement, "select count(*) from ledger_entry"));
            // Even, so that what went forth has come back.
            int steps = 2 * Math.toIntExact((missing + 2L * wallets - 1) / (2L * wallets));
            for (int step = 1; step <= steps; step += STEPS_AT_ONCE) {
                int last = Math.min(steps, step + STEPS_AT_ONCE - 1);
                insert(connection, OUTCOMES, step, last);
                insert(connection, ENTRIES, step, last);
            }
            try (PreparedStatement update = connection.prepareStatement(WALLETS)) {
                update.setInt(1, steps);
                update.executeUpdate();
            }
            long lastMicros = number(statement, "select max(last_micros) from pair");
            connection.commit();
            connection.setAutoCommit(true);
            // What autovacuum does within the next minutes anyway, and then at a time of its own choice.
            statement.execute("vacuum (analyze) ledger_entry, outcome, wallet");
            return new History(instant(lastMicros), instant(lastMicros + steps));
        } catch (SQLException e) {
            throw new CliException("The history could not be written: " + e.getMessage(), e);
        }
    }

    /** The instant after which its transfers begin. */
    Instant from() {
        return from;
    }

    /** The instant of the last. */
    Instant to() {
        return to;
    }

    private static void insert(Connection connection, String sql, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, from);
            statement.setInt(2, to);
            statement.executeUpdate();
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

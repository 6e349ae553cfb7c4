package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.ewallet.contract.Envelope;

/**
 * The table {@code event}: every event that a service has published, numbered 1, 2, 3 ... without gaps, in the order of
 * the transactions that published them, and kept for ever.
 *
 * <p>Whoever appends holds the counter's row until the end of the transaction. That is what makes the numbers gap-free;
 * it comes last in a transaction, so that it is held only shortly, and nobody waits for anything else meanwhile.
 */
public final class EventLog {

    private static final String ADVANCE = "update event_counter set last_sequence = last_sequence + ?";

    private static final String LAST = "select last_sequence from event_counter";

    private static final String INSERT = """
            insert into event (sequence, event_id, type, happened_at, correlation_id, causation_id, traceparent, data)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String LOCK = "select last_sequence from event_counter for update";

    private static final String FIRST_SINCE = """
            select sequence from event where happened_at >= ? order by sequence fetch first 1 rows only""";

    private static final String READ = """
            select sequence, event_id, type, happened_at, correlation_id, causation_id, traceparent, data
            from event where sequence >= ? order by sequence fetch first ? rows only""";

    private final DataSource dataSource;

    /**
     * An event as it was published.
     *
     * @param sequence its number, from 1 on
     */
    record Numbered(long sequence, Letter event) {
    }

    public EventLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Appends events in their order.
     *
     * @param events one or more
     * @return the number of the first; the others follow it
     */
    long append(List<Letter> events) {
        try (Connection connection = dataSource.getConnection()) {
            long first = advance(connection, events.size()) - events.size() + 1;
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                long sequence = first;
                for (Letter event : events) {
                    Envelope envelope = event.envelope();
                    insert.setLong(1, sequence++);
                    insert.setString(2, envelope.id());
                    insert.setString(3, envelope.type());
                    insert.setObject(4, envelope.time().atOffset(ZoneOffset.UTC));
                    insert.setString(5, envelope.correlationId());
                    insert.setString(6, envelope.causationId());
                    insert.setString(7, envelope.traceparent());
                    insert.setString(8, event.data());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return first;
        } catch (SQLException e) {
            throw new DatabaseException("cannot number the events", e);
        }
    }

    /**
     * Keeps everybody from appending until the end of the caller's transaction. What was appended before is committed,
     * and the broker has routed it.
     */
    void lock() {
        try (Connection connection = dataSource.getConnection(); Statement select = connection.createStatement()) {
            select.executeQuery(LOCK).close();
        } catch (SQLException e) {
            throw new DatabaseException("cannot lock the counter of events", e);
        }
    }

    /** The number of the first event that happened at an instant or later; that of the next one if there is none. */
    long firstSince(Instant from) {
        try (Connection connection = dataSource.getConnection()) {
            // Before the search: one that is appended meanwhile happened since, and must not be skipped.
            long next = last(connection) + 1;
            try (PreparedStatement select = connection.prepareStatement(FIRST_SINCE)) {
                select.setObject(1, from.atOffset(ZoneOffset.UTC));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : next;
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot look for events since " + from, e);
        }
    }

    /**
     * Reads events in their order.
     *
     * @param first the number of the first
     * @param most how many at most
     * @param source the CloudEvents source that they were published with
     */
    List<Numbered> read(long first, int most, String source) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setLong(1, first);
            select.setInt(2, most);
            List<Numbered> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant time = rows.getObject(4, OffsetDateTime.class).toInstant();
                    events.add(new Numbered(rows.getLong(1), new Letter(new Envelope(rows.getString(2),
                            rows.getString(3), source, time, null, rows.getString(5), rows.getString(6),
                            rows.getString(7), null), rows.getString(8))));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read events from number " + first + " on", e);
        }
    }

    private static long advance(Connection connection, int count) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setInt(1, count);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("the table event_counter must have one row, as its migration made it");
            }
        }
        return last(connection);
    }

    private static long last(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(LAST)) {
            row.next();
            return row.getLong(1);
        }
    }
}

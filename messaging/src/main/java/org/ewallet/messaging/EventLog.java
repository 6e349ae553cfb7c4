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
 * <p>Whoever takes numbers holds the counter's row until the end of the transaction. That is what makes the numbers
 * gap-free. To be done when all rows are locked that are to change: nobody who holds it waits for anything else then.
 */
public final class EventLog {

    private static final String ADVANCE = "update event_counter set last_sequence = last_sequence + ?";

    private static final String LAST = "select last_sequence from event_counter";

    private static final TableRows.Statement<Numbered> INSERT = TableRows.<Numbered>of("event")
            .number("sequence", Numbered::sequence)
            .text("event_id", row -> row.envelope().id())
            .text("type", row -> row.envelope().type())
            .instant("happened_at", row -> row.envelope().time())
            .text("correlation_id", row -> row.envelope().correlationId())
            .text("causation_id", row -> row.envelope().causationId())
            .text("traceparent", row -> row.envelope().traceparent())
            .text("data", row -> row.event().data())
            .insert();

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

        private Envelope envelope() {
            return event.envelope();
        }
    }

    public EventLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Takes the next numbers, which nobody else gets, nor any later one, before the end of the caller's transaction.
     *
     * @param count how many, 1 or more
     * @return the first; the others follow it
     */
    long number(int count) {
        try (Connection connection = dataSource.getConnection()) {
            return advance(connection, count) - count + 1;
        } catch (SQLException e) {
            throw new DatabaseException("cannot number the events", e);
        }
    }

    /**
     * Keeps events.
     *
     * @param first the {@linkplain #number number} of the first
     */
    void append(long first, List<Letter> events) {
        List<Numbered> rows = new ArrayList<>(events.size());
        events.forEach(event -> rows.add(new Numbered(first + rows.size(), event)));
        try (Connection connection = dataSource.getConnection()) {
            INSERT.execute(connection, rows);
        } catch (SQLException e) {
            throw new DatabaseException("cannot keep the events", e);
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

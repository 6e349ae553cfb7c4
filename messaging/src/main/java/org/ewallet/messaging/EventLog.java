package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
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

    private final DataSource dataSource;

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

    private static long advance(Connection connection, int count) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setInt(1, count);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("the table event_counter must have one row, as its migration made it");
            }
        }
        try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(LAST)) {
            row.next();
            return row.getLong(1);
        }
    }
}

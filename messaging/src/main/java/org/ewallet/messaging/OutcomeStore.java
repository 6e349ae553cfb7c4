package org.ewallet.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.ewallet.contract.Outcome.Status;

/**
 * The table {@code outcome}: one row per handled letter, inserted in the transaction of its effect and kept for ever. The
 * primary key is what makes a letter count once, also between two instances: the later one fails, rolls back and finds the
 * row at its next try.
 */
public final class OutcomeStore {

    // A join with an array keeps one plan for every number of keys, on both databases.
    private static final String FIND = """
            select o.letter_key, o.type, o.fingerprint, o.status, o.outcome, o.handled_at
            from unnest(cast(? as varchar array)) as k(letter_key)
            join outcome o on o.letter_key = k.letter_key""";

    private static final String INSERT = """
            insert into outcome (letter_key, type, fingerprint, status, outcome, handled_at)
            values (?, ?, ?, ?, ?, ?)""";

    private final DataSource dataSource;

    public OutcomeStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The outcome's JSON as it was first answered. */
    public Optional<String> outcomeOf(String key) {
        return Optional.ofNullable(find(List.of(key)).get(key)).map(StoredOutcome::outcome);
    }

    Map<String, StoredOutcome> find(Collection<String> keys) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            Array array = connection.createArrayOf("varchar", keys.toArray());
            statement.setArray(1, array);
            Map<String, StoredOutcome> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), new StoredOutcome(rows.getString(1), rows.getString(2),
                            rows.getBytes(3), Status.valueOf(rows.getString(4)), rows.getString(5),
                            rows.getObject(6, java.time.OffsetDateTime.class).toInstant()));
                }
            }
            array.free();
            return found;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read outcomes", e);
        }
    }

    void insert(List<StoredOutcome> outcomes) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (StoredOutcome outcome : outcomes) {
                statement.setString(1, outcome.key());
                statement.setString(2, outcome.type());
                statement.setBytes(3, outcome.fingerprint());
                statement.setString(4, outcome.status().name());
                statement.setString(5, outcome.outcome());
                statement.setObject(6, outcome.handledAt().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseException("cannot store outcomes", e);
        }
    }
}

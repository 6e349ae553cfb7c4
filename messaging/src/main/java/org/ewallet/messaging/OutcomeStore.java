package org.ewallet.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.Message;
import org.ewallet.contract.Outcome.Status;

/**
 * The table {@code outcome}: one row per handled letter, inserted in the transaction of its effect and kept for ever. The
 * primary key is what makes a letter count once, also between two instances: the later one fails, rolls back and finds the
 * row at its next try.
 */
public final class OutcomeStore {

    // A join with an array keeps one plan for every number of keys, on both databases.
    private static final String FIND = """
            select o.letter_key, o.type, o.fingerprint, o.status, o.outcome, o.handled_at, o.person_id
            from unnest(cast(? as varchar array)) as k(letter_key)
            join outcome o on o.letter_key = k.letter_key""";

    private static final TableRows.Statement<StoredOutcome> INSERT = TableRows.<StoredOutcome>of("outcome")
            .text("letter_key", StoredOutcome::key)
            .text("type", StoredOutcome::type)
            .bytes("fingerprint", StoredOutcome::fingerprint)
            .text("status", outcome -> outcome.status().name())
            .text("outcome", StoredOutcome::outcome)
            .instant("handled_at", StoredOutcome::handledAt)
            .text("person_id", StoredOutcome::personId)
            .insert();

    private final DataSource dataSource;

    public OutcomeStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The outcome's JSON as it was first answered. */
    public Optional<String> outcomeOf(String key) {
        return known(key).map(KnownOutcome::json);
    }

    /** The same, and who sent the letter. */
    public Optional<KnownOutcome> known(String key) {
        return Optional.ofNullable(find(List.of(key)).get(key))
                .map(found -> new KnownOutcome(found.outcome(), found.personId()));
    }

    /** In what a letter differs from the one of this key that was handled, see {@link StoredOutcome}; none if none was. */
    public List<String> differences(String key, Message message, String sentBy) {
        return Optional.ofNullable(find(List.of(key)).get(key))
                .map(found -> found.differences(message, sentBy)).orElse(List.of());
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
                            rows.getObject(6, java.time.OffsetDateTime.class).toInstant(), rows.getString(7)));
                }
            }
            array.free();
            return found;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read outcomes", e);
        }
    }

    void insert(List<StoredOutcome> outcomes) {
        try (Connection connection = dataSource.getConnection()) {
            INSERT.execute(connection, outcomes);
        } catch (SQLException e) {
            throw new DatabaseException("cannot store outcomes", e);
        }
    }
}

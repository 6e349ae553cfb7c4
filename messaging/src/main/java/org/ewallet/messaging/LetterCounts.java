package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.ewallet.contract.LetterCount;

/**
 * The table {@code letter_count}: how many letters of a box came to which end, ever. Added to in the transaction in
 * which it happens, so that it is as exact as the effects are. Who adds holds the row until the end of his transaction.
 */
public final class LetterCounts {

    private static final String ADD = "update letter_count set letters = letters + ? where box = ? and fate = ?";
    private static final String BEGIN = "insert into letter_count (letters, box, fate) values (?, ?, ?)";
    private static final String READ = "select box, fate, letters from letter_count";

    private final DataSource dataSource;

    public LetterCounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Adds to the counts of a box, in the caller's transaction.
     *
     * @param letters per fate, 1 or more; may be empty
     */
    public void add(String box, Map<Fate, Long> letters) {
        if (letters.isEmpty()) {
            return;
        }
        // In one order for everybody: the rows are locked.
        List<Map.Entry<Fate, Long>> additions = new ArrayList<>(new TreeMap<>(letters).entrySet());
        try (Connection connection = dataSource.getConnection()) {
            int[] updated = execute(connection, ADD, box, additions);
            List<Map.Entry<Fate, Long>> first = new ArrayList<>();
            for (int i = 0; i < updated.length; i++) {
                if (updated[i] == 0) {
                    first.add(additions.get(i));
                }
            }
            if (!first.isEmpty()) {
                execute(connection, BEGIN, box, first);
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot count letters", e);
        }
    }

    private static int[] execute(Connection connection, String sql, String box, List<Map.Entry<Fate, Long>> additions)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Fate, Long> addition : additions) {
                statement.setLong(1, addition.getValue());
                statement.setString(2, box);
                statement.setString(3, addition.getKey().name());
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** The counts of all boxes as of one instant, sorted by box; boxes that never had a letter are not in it. */
    public List<LetterCount> all() {
        Map<String, Map<Fate, Long>> boxes = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                boxes.computeIfAbsent(rows.getString(1), box -> new EnumMap<>(Fate.class))
                        .put(Fate.valueOf(rows.getString(2)), rows.getLong(3));
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot read the counts of letters", e);
        }
        return boxes.entrySet().stream().map(box -> view(box.getKey(), box.getValue())).toList();
    }

    private static LetterCount view(String box, Map<Fate, Long> letters) {
        return new LetterCount(box, letters.getOrDefault(Fate.ACCEPTED, 0L),
                letters.getOrDefault(Fate.COMPLETED, 0L), letters.getOrDefault(Fate.REJECTED, 0L),
                letters.getOrDefault(Fate.REPEATED, 0L), letters.getOrDefault(Fate.IGNORED, 0L),
                letters.getOrDefault(Fate.EXPIRED, 0L));
    }
}

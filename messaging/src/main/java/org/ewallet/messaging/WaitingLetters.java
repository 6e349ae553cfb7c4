package org.ewallet.messaging;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The tables {@code waiting_letter} and {@code waiting_subject}: which letters of a box wait for another try, and what
 * they touch. Later letters that touch the same stand in line behind them; the letters themselves lie in the broker.
 */
final class WaitingLetters {

    private static final String ANY = "select 1 from waiting_letter where box = ? fetch first 1 row only";

    private static final String HEADS = """
            select s.subject, w.place, w.letter_key, w.due_at
            from (select subject, min(place) as place from waiting_subject where box = ? and subject = any(?)
                  group by subject) s
            join waiting_letter w on w.place = s.place""";

    private static final String PLACES =
            "select letter_key, place from waiting_letter where box = ? and letter_key = any(?)";

    private static final String MOVE = "update waiting_letter set due_at = ? where place = ?";

    private static final String JOIN = "insert into waiting_letter (box, letter_key, due_at) values (?, ?, ?)";

    private static final String JOIN_FOR = "insert into waiting_subject (box, subject, place) values (?, ?, ?)";

    private static final String FORGET_FOR = "delete from waiting_subject where place = ?";

    private static final String LEAVE_FOR = """
            delete from waiting_subject
            where place in (select place from waiting_letter where box = ? and letter_key = any(?))""";

    private static final String LEAVE = "delete from waiting_letter where box = ? and letter_key = any(?)";

    private final DataSource dataSource;

    WaitingLetters(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The first in a line.
     *
     * @param place smaller is earlier
     * @param dueAt when it comes again
     */
    record Head(long place, String letterKey, Instant dueAt) {
    }

    /** Whether anybody waits at all. */
    boolean any(String box) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ANY)) {
            statement.setString(1, box);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Who is first in line for each of these subjects; nobody for those that are not in the map. */
    Map<String, Head> heads(String box, Collection<String> subjects) {
        Map<String, Head> heads = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(HEADS)) {
            statement.setString(1, box);
            Array array = connection.createArrayOf("varchar", subjects.toArray());
            statement.setArray(2, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getString(1), new Head(rows.getLong(2), rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
            array.free();
            return heads;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Where these letters stand in line; those that do not are not in the map. */
    Map<String, Long> places(String box, Collection<String> letterKeys) {
        try (Connection connection = dataSource.getConnection()) {
            return places(connection, box, letterKeys);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Puts a letter into the line of everything it touches. One that stands in line already keeps its place; what it
     * touches may be more than before.
     */
    Head join(String box, String letterKey, Set<String> subjects, Instant dueAt) {
        try (Connection connection = dataSource.getConnection()) {
            Long known = places(connection, box, Set.of(letterKey)).get(letterKey);
            if (known != null) {
                move(connection, known, dueAt);
            }
            long place = known != null ? known : insert(connection, box, letterKey, dueAt);
            try (PreparedStatement statement = connection.prepareStatement(JOIN_FOR)) {
                for (String subject : subjects) {
                    statement.setString(1, box);
                    statement.setString(2, subject);
                    statement.setLong(3, place);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return new Head(place, letterKey, dueAt);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Takes letters out of every line, whether they stood there or not. */
    void leave(String box, Collection<String> letterKeys) {
        try (Connection connection = dataSource.getConnection()) {
            Array array = connection.createArrayOf("varchar", letterKeys.toArray());
            for (String sql : new String[] {LEAVE_FOR, LEAVE}) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setString(1, box);
                    statement.setArray(2, array);
                    statement.executeUpdate();
                }
            }
            array.free();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Map<String, Long> places(Connection connection, String box, Collection<String> letterKeys)
            throws SQLException {
        Map<String, Long> places = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(PLACES)) {
            statement.setString(1, box);
            Array array = connection.createArrayOf("varchar", letterKeys.toArray());
            statement.setArray(2, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.put(rows.getString(1), rows.getLong(2));
                }
            }
            array.free();
        }
        return places;
    }

    private static void move(Connection connection, long place, Instant dueAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setObject(1, dueAt.atOffset(ZoneOffset.UTC));
            statement.setLong(2, place);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(FORGET_FOR)) {
            statement.setLong(1, place);
            statement.executeUpdate();
        }
    }

    private static long insert(Connection connection, String box, String letterKey, Instant dueAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(JOIN, Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, box);
            statement.setString(2, letterKey);
            statement.setObject(3, dueAt.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static DatabaseException failed(SQLException e) {
        return new DatabaseException("cannot look after the letters that wait", e);
    }
}

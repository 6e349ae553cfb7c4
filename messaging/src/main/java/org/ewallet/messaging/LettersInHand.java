package org.ewallet.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The table {@code letter_in_hand}: which letter a listener is handling alone, written before it begins and outside of its
 * transaction. If that letter comes again and the note was written by a server that is gone, the server died over it. Each
 * run of a server has one row per box.
 */
final class LettersInHand {

    private static final String OVERWRITE = "update letter_in_hand set message_id = ? where box = ? and run = ?";
    private static final String INSERT = "insert into letter_in_hand (message_id, box, run) values (?, ?, ?)";
    private static final String FIND = "select 1 from letter_in_hand where box = ? and message_id = ? and run <> ?";

    private final DataSource dataSource;
    private final String run;
    private final Consumer<Runnable> outside;

    /**
     * @param run this run of the server: a note of another one tells of a death, one of this run does not
     * @param outside does work outside of the caller's transaction and returns when it is done
     */
    LettersInHand(DataSource dataSource, String run, Consumer<Runnable> outside) {
        this.dataSource = dataSource;
        this.run = run;
        this.outside = outside;
    }

    /** Writes down that a letter is about to be handled; committed when this returns. */
    void note(String box, String messageId) {
        outside.accept(() -> {
            try (Connection connection = dataSource.getConnection()) {
                if (write(connection, OVERWRITE, box, messageId) == 0) {
                    write(connection, INSERT, box, messageId);
                }
            } catch (SQLException e) {
                throw new DatabaseException("cannot write down which letter is in hand", e);
            }
        });
    }

    /** Whether a server died while it handled this letter alone. */
    boolean diedOver(String box, String messageId) {
        AtomicBoolean found = new AtomicBoolean();
        outside.accept(() -> found.set(isNoted(box, messageId)));
        return found.get();
    }

    private boolean isNoted(String box, String messageId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, box);
            statement.setString(2, messageId);
            statement.setString(3, run);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot read which letter was in hand", e);
        }
    }

    private int write(Connection connection, String sql, String box, String messageId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, messageId);
            statement.setString(2, box);
            statement.setString(3, run);
            return statement.executeUpdate();
        }
    }
}

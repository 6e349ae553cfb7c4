package org.ewallet.messaging;

import java.sql.SQLException;

/** The database did not do what it was asked: the transaction must roll back, and the letter is tried again. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE of a key that is taken; those of class 40 are transactions that the database rolled back for others. */
    private static final String KEY_IS_TAKEN = "23505";
    private static final String ROLLED_BACK = "40";

    public DatabaseException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    /** Whether something failed only because another transaction was faster: the same may succeed at once. */
    static boolean isLostRace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null
                    && (e.getSQLState().equals(KEY_IS_TAKEN) || e.getSQLState().startsWith(ROLLED_BACK))) {
                return true;
            }
        }
        return false;
    }
}

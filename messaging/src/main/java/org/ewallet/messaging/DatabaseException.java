package org.ewallet.messaging;

import java.sql.SQLException;

/** The database did not do what it was asked: the transaction must roll back, and the letter is tried again. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}

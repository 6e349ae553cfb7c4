package org.ewallet.notification;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.ewallet.messaging.DatabaseException;

/**
 * Transactions of the container, begun by hand. Not by {@code @Transactional}: in a thread with the context of an EJB,
 * Payara 6 begins a transaction for it but enlists neither the database nor the broker.
 */
final class ContainerTransactions implements Transactions {

    private final UserTransaction transaction;
    private final DataSource dataSource;

    ContainerTransactions(UserTransaction transaction, DataSource dataSource) {
        this.transaction = transaction;
        this.dataSource = dataSource;
    }

    @Override
    public <T> T call(Function<Connection, T> work) {
        try {
            transaction.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("no transaction could be begun", e);
        }
        T result;
        try {
            result = connected(work);
        } catch (RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
        try {
            transaction.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new IllegalStateException("the transaction was not committed", e);
        }
        return result;
    }

    // The connection comes before anything is published, so that the database commits before the broker.
    private <T> T connected(Function<Connection, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw new DatabaseException("no connection to the database of the notification service", e);
        }
    }

    private void rollback(Throwable cause) {
        try {
            transaction.rollback();
        } catch (SystemException e) {
            cause.addSuppressed(e);
        }
    }
}

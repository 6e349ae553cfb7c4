package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Plays the application server around one listener: begins a transaction with a letter, lets the listener work in it,
 * then commits or rolls back broker and database together. What the listener opens meanwhile belongs to that
 * transaction. It commits one after the other instead of by two phases, which is no difference as long as neither fails.
 */
final class Container implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    /** More than any test needs: letters that go round and round end here. */
    private static final int MAX_TRANSACTIONS = 100;

    private final JMSContext jms;
    private final Connection database;
    private int transactions;

    Container(ConnectionFactory connections, DataSource dataSource) throws SQLException {
        jms = connections.createContext(JMSContext.SESSION_TRANSACTED);
        database = dataSource.getConnection();
        database.setAutoCommit(false);
    }

    /** Hands out views of the running transaction; its other methods fail, as nothing here has a use for them. */
    ConnectionFactory connections() {
        return handOut(ConnectionFactory.class, "createContext", () -> Unclosable.view(JMSContext.class, jms));
    }

    /** Hands out views of the running transaction; its other methods fail, as nothing here has a use for them. */
    DataSource dataSource() {
        return handOut(DataSource.class, "getConnection", () -> Unclosable.view(Connection.class, database));
    }

    /** Delivers letters, transaction by transaction, until none is waiting. */
    void deliverAll(String queue, Inbox inbox) throws SQLException {
        boolean delivered = true;
        while (delivered) {
            delivered = deliver(queue, JMSConsumer::receiveNoWait, inbox, false);
        }
    }

    /** Waits for a letter and delivers it: one transaction. */
    void deliver(String queue, Inbox inbox) throws SQLException {
        assertThat(deliver(queue, consumer -> consumer.receive(PATIENCE_MILLIS), inbox, false)).isTrue();
    }

    /** Waits for a letter and delivers it in a transaction that fails at the moment of its commit. */
    void deliverAndFailToCommit(String queue, Inbox inbox) throws SQLException {
        assertThat(deliver(queue, consumer -> consumer.receive(PATIENCE_MILLIS), inbox, true)).isTrue();
    }

    private boolean deliver(String queue, Function<JMSConsumer, Message> way, Inbox inbox, boolean commitFails)
            throws SQLException {
        transactions++;
        assertThat(transactions).as("the letters of %s must not go round and round", queue)
                .isLessThanOrEqualTo(MAX_TRANSACTIONS);
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            Message first = way.apply(consumer);
            if (first != null) {
                run(first, inbox, commitFails);
            }
            return first != null;
        }
    }

    private void run(Message first, Inbox inbox, boolean commitFails) throws SQLException {
        AtomicBoolean rollbackOnly = new AtomicBoolean(commitFails);
        try {
            inbox.receive(first, () -> rollbackOnly.set(true));
        } catch (RuntimeException e) {
            rollbackOnly.set(true);
            throw e;
        } finally {
            if (rollbackOnly.get()) {
                database.rollback();
                jms.rollback();
            } else {
                database.commit();
                jms.commit();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        jms.close();
        database.close();
    }

    private static <T> T handOut(Class<T> factory, String method, Supplier<?> product) {
        return factory.cast(Proxy.newProxyInstance(factory.getClassLoader(), new Class<?>[] {factory},
                (proxy, called, values) -> {
                    if (called.getName().equals(method) && values == null) {
                        return product.get();
                    }
                    throw new UnsupportedOperationException(called.toString());
                }));
    }
}

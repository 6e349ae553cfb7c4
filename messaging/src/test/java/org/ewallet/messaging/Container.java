package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * Plays the application server around one listener: begins a transaction with a letter, lets the listener work in it,
 * then commits or rolls back broker and database together. What the listener opens meanwhile belongs to that
 * transaction. It commits one after the other instead of by two phases, which is no difference as long as neither fails.
 */
public final class Container implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    /** More than any test needs at once: letters that go round and round end here. */
    private static final int MAX_TRANSACTIONS = 100;

    private final JMSContext jms;
    private final Connection database;

    public Container(ConnectionFactory connections, DataSource dataSource) throws SQLException {
        jms = connections.createContext(JMSContext.SESSION_TRANSACTED);
        database = dataSource.getConnection();
        database.setAutoCommit(false);
    }

    /** Hands out views of the running transaction; its other methods fail, as nothing here has a use for them. */
    public ConnectionFactory connections() {
        return Unclosable.handOut(ConnectionFactory.class, "createContext", () -> Unclosable.view(JMSContext.class, jms));
    }

    /** Hands out views of the running transaction; its other methods fail, as nothing here has a use for them. */
    public DataSource dataSource() {
        return Unclosable.handOut(DataSource.class, "getConnection", () -> Unclosable.view(Connection.class, database));
    }

    /** Delivers letters, transaction by transaction, until none is waiting. */
    public void deliverAll(LetterBox box, Inbox inbox) throws SQLException {
        int transactions = 0;
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(box.consumerName()))) {
            for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                run(next, inbox::receive, false);
                transactions++;
                assertThat(transactions).as("the letters of %s must not go round and round", box.queue())
                        .isLessThanOrEqualTo(MAX_TRANSACTIONS);
            }
        }
    }

    /** Waits for a letter and delivers it: one transaction. */
    void deliver(String queue, Inbox inbox) throws SQLException {
        deliver(queue, inbox::receive, false);
    }

    /** Waits for a letter, does something else, and then delivers the letter. */
    void deliver(String queue, Inbox inbox, Runnable meanwhile) throws SQLException {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            Message first = consumer.receive(PATIENCE_MILLIS);
            assertThat(first).as("letter in %s", queue).isNotNull();
            meanwhile.run();
            run(first, inbox::receive, false);
        }
    }

    /** Waits for a letter and delivers it in a transaction that fails at the moment of its commit. */
    void deliverAndFailToCommit(String queue, Inbox inbox) throws SQLException {
        deliver(queue, inbox::receive, true);
    }

    /**
     * Waits for a letter and delivers it.
     *
     * @param listener gets the letter, and what marks the transaction to be rolled back
     * @param commitFails whether the transaction fails at the moment of its commit
     */
    void deliver(String queue, BiConsumer<Message, Runnable> listener, boolean commitFails) throws SQLException {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            Message first = consumer.receive(PATIENCE_MILLIS);
            assertThat(first).as("letter in %s", queue).isNotNull();
            run(first, listener, commitFails);
        }
    }

    /** Takes a letter and rolls back before anybody has looked at it, as when a consumer dies that had it prefetched. */
    void takeAndHandBack(String queue) {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            assertThat(consumer.receive(PATIENCE_MILLIS)).as("letter in %s", queue).isNotNull();
        }
        jms.rollback();
    }

    private void run(Message first, BiConsumer<Message, Runnable> listener, boolean commitFails) throws SQLException {
        AtomicBoolean rollbackOnly = new AtomicBoolean(commitFails);
        try {
            listener.accept(first, () -> rollbackOnly.set(true));
        } catch (RuntimeException | Error e) {
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
}

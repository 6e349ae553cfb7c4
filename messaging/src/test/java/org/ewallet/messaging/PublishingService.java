package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.apache.activemq.artemis.core.transaction.impl.XidImpl;
import org.ewallet.contract.wallet.HoldExpired;

/**
 * An instance of a service that publishes events of no consequence, with two phases at the broker as a server has them:
 * what it sent has reached the broker when the database commits, and is seen afterwards.
 */
final class PublishingService implements AutoCloseable {

    static final String SOURCE = "ewallet/test";

    private final String topic;
    private final Clock clock;
    private final XAJMSContext jms;
    private final Connection database;

    PublishingService(String topic, ConnectionFactory connections, DataSource dataSource, Clock clock)
            throws SQLException {
        this.topic = topic;
        this.clock = clock;
        jms = ((XAConnectionFactory) connections).createXAContext();
        database = dataSource.getConnection();
        try (Statement statement = database.createStatement()) {
            // H2 gives a lock to anybody who waits for it, not to the one who has waited longest.
            statement.execute("set lock_timeout 30000");
        }
        database.setAutoCommit(false);
    }

    /** Publishes events in one transaction. */
    void publish(int count) throws SQLException, XAException {
        XAResource broker = jms.getXAResource();
        Xid xid = new XidImpl("test".getBytes(StandardCharsets.US_ASCII), 1,
                Ids.next().getBytes(StandardCharsets.US_ASCII));
        broker.start(xid, XAResource.TMNOFLAGS);
        EventLog log = new EventLog(Unclosable.handOut(DataSource.class, "getConnection",
                () -> Unclosable.view(Connection.class, database)));
        EventPublisher publisher = new EventPublisher(jms.createTopic(topic), SOURCE, clock, log, jms);
        for (int i = 0; i < count; i++) {
            publisher.publish(new HoldExpired("hold-" + i, "johny.EUR", "johny", 30_000, "EUR"), null, null, null);
        }
        publisher.send();
        broker.end(xid, XAResource.TMSUCCESS);
        broker.prepare(xid);
        database.commit();
        broker.commit(xid, false);
    }

    @Override
    public void close() throws SQLException {
        jms.close();
        database.close();
    }
}

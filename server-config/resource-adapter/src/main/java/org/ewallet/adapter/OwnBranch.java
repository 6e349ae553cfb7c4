package org.ewallet.adapter;

import java.util.Map;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapper;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapperFactory;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapperImpl;

/**
 * Gives each of the adapter's connections a transaction branch of its own; the adapter finds this class as a service.
 *
 * <p>A transaction manager commits branches in the order in which they joined, and the connection over which a listener
 * received its letter always joins first. As one branch, all connections to a broker would commit then, so that events
 * and replies were seen before the database commits what they tell. With branches of their own, what is sent commits last
 * if the database was used before (docs/adr/0004).
 */
public final class OwnBranch implements ActiveMQXAResourceWrapperFactory {

    @Override
    public ActiveMQXAResourceWrapper wrap(XAResource connection, Map<String, Object> properties) {
        return new ActiveMQXAResourceWrapperImpl(connection, properties) {
            @Override
            public boolean isSameRM(XAResource other) {
                return other == this;
            }
        };
    }
}

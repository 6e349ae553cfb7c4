package org.ewallet.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Vouches for the senders of messages in AMQP as the broker does for those of other protocols ({@code populate-validated-user}).
 * What the broker notes of AMQP senders does not reach a reader over JMS, while a property of that name that a sender writes
 * himself does. Such a message is refused, and every other one gets the name of the user who logged in.
 */
public final class Vouching implements ActiveMQServerPlugin {

    @Override
    public void beforeSend(ServerSession session, Transaction tx, Message message, boolean direct,
            boolean noAutoCreateQueue) throws ActiveMQException {
        if (message instanceof ICoreMessage) {
            return;
        }
        if (message.containsProperty(Message.HDR_VALIDATED_USER)) {
            throw new ActiveMQSecurityException("only the broker says who sent a message");
        }
        if (session.getValidatedUser() != null) {
            message.putStringProperty(Message.HDR_VALIDATED_USER.toString(), session.getValidatedUser());
            message.reencode();
        }
    }
}

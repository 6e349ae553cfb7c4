package org.ewallet.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.utils.CompositeAddress;

/**
 * Fills the queue of a subscription that joins with the past. Such a queue is disabled, so that the broker routes no
 * event to it. What is sent to {@code topic::queue} with the queue's id in the property {@value #JOINS} gets in all the
 * same, as if it had been published on the topic; a message with it in {@value #JOINED} enables the queue, before its
 * sender gets an answer, and goes nowhere. Both are dropped if the queue has another id: it was deleted and made anew.
 *
 * <p>Who may send to a topic may do this; no service needs to manage the broker.
 */
public final class Joining implements ActiveMQServerPlugin {

    private static final String JOINS = "ewallet_joins";
    private static final String JOINED = "ewallet_joined";

    private ActiveMQServer server;

    @Override
    public void registered(ActiveMQServer registeredAt) {
        server = registeredAt;
    }

    @Override
    public void beforeMessageRoute(Message event, RoutingContext context, boolean direct, boolean rejectDuplicates)
            throws ActiveMQException {
        String address = event.getAddress();
        // Properties are not asked for unless the address is one of those: every letter comes by here.
        if (address == null || !CompositeAddress.isFullyQualified(address)) {
            return;
        }
        Object joins = event.getObjectProperty(JOINS);
        Object joined = event.getObjectProperty(JOINED);
        if (joins == null && joined == null) {
            return;
        }
        Queue queue = server.locateQueue(CompositeAddress.extractQueueName(address));
        if (queue != null && queue.getRoutingType() != RoutingType.MULTICAST) {
            return;
        }
        context.clear().setReusable(false);
        if (queue == null || !Long.valueOf(queue.getID()).equals(joined == null ? joins : joined)
                // Whoever may send to one topic must not reach the subscriptions of another.
                || !queue.getAddress().toString().equals(CompositeAddress.extractAddressName(address))) {
            return;
        }
        if (joined == null) {
            event.removeProperty(JOINS);
            event.setAddress(queue.getAddress());
            event.reencode();
            context.addQueue(queue.getAddress(), queue);
        } else {
            enable(queue);
        }
    }

    private void enable(Queue queue) throws ActiveMQException {
        try {
            server.updateQueue(QueueConfiguration.of(queue.getName()).setEnabled(true));
        } catch (Exception e) {
            ActiveMQException failed =
                    new ActiveMQIllegalStateException("cannot enable " + queue.getName() + ": " + e.getMessage());
            failed.initCause(e);
            throw failed;
        }
    }
}

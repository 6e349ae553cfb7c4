package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Artemis broker inside this JVM, without network and without disk. As in production it never gives up on a
 * letter and hands a rolled-back one out again at once; unlike there, boxes come into being when they are first used.
 */
public final class Broker implements BeforeAllCallback, AfterAllCallback {

    private static final AtomicInteger IDS = new AtomicInteger();

    private final String acceptor = "vm://" + IDS.incrementAndGet();
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final ActiveMQServerPlugin[] plugins;
    private ActiveMQConnectionFactory connections;

    public Broker(ActiveMQServerPlugin... plugins) {
        this.plugins = plugins.clone();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start();
    }

    /** For tests that JUnit's extensions do not serve. */
    public void start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName(acceptor)
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", acceptor)
                .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0)
                        .setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
        for (ActiveMQServerPlugin plugin : plugins) {
            configuration.registerBrokerPlugin(plugin);
        }
        server.setConfiguration(configuration).start();
        // A window of 0, as the listeners have: a consumer takes a letter only when it asks for it.
        connections = new ActiveMQConnectionFactory(acceptor + "?consumerWindowSize=0");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
    }

    public void stop() throws Exception {
        connections.close();
        server.stop();
    }

    public ConnectionFactory connections() {
        return connections;
    }

    /** Makes the queue of a durable subscription. */
    public void subscribe(String topic, String queue) {
        create(topic, queue, true);
    }

    /**
     * Makes the queue of a subscription that joins: closed to what is published, until it is opened.
     *
     * @return its id
     */
    long subscribeClosed(String topic, String queue) {
        return create(topic, queue, false).getID();
    }

    /** Whether it gets what is published from now on. */
    boolean isOpen(String queue) {
        return server.getActiveMQServer().locateQueue(queue).isEnabled();
    }

    /** Deletes a queue with all that is in it. */
    void unsubscribe(String queue) {
        try {
            server.getActiveMQServer().destroyQueue(SimpleString.of(queue));
        } catch (Exception e) {
            throw new IllegalStateException("cannot delete " + queue, e);
        }
    }

    private Queue create(String topic, String queue, boolean open) {
        try {
            return server.getActiveMQServer().createQueue(QueueConfiguration.of(queue).setAddress(topic)
                    .setRoutingType(RoutingType.MULTICAST).setEnabled(open));
        } catch (Exception e) {
            throw new IllegalStateException("cannot subscribe " + queue + " to " + topic, e);
        }
    }
}

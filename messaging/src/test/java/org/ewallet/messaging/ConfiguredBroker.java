package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Artemis broker inside this JVM with the addresses, rights and limits of {@code server-config/broker}, without
 * network and without disk. The password of each user is his name.
 */
public final class ConfiguredBroker implements BeforeAllCallback, AfterAllCallback {

    /** Where {@code broker.xml} is: tests are run in the folder of their module. */
    public static final Path CONFIGURATION = Path.of("..", "server-config", "broker");

    private static final AtomicInteger IDS = new AtomicInteger(1000);

    private final int id = IDS.incrementAndGet();
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private ActiveMQConnectionFactory connections;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        FileConfiguration configuration = new FileConfiguration();
        new FileDeploymentManager(CONFIGURATION.resolve("broker.xml").toUri().toString())
                .addDeployable(configuration).readConfiguration();
        configuration.setPersistenceEnabled(false).setJMXManagementEnabled(false).setCriticalAnalyzer(false)
                .setMaxDiskUsage(-1)
                .setAcceptorConfigurations(new HashSet<>(Set.of(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(),
                        Map.of(TransportConstants.SERVER_ID_PROP_NAME, id)))));
        server.setConfiguration(configuration)
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users()))
                .start();
        connections = new ActiveMQConnectionFactory(url());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        connections.close();
        server.stop();
    }

    public ConnectionFactory connections() {
        return connections;
    }

    String url() {
        return "vm://" + id;
    }

    /** For what JMS has no words for. */
    ServerLocator locator() throws Exception {
        return ActiveMQClient.createServerLocator(url());
    }

    long depth(String queue) {
        return server.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    /** Takes away all letters of a queue, also those that no client can read. */
    public void removeAll(String queue) {
        try {
            server.getActiveMQServer().locateQueue(queue).deleteAllReferences();
        } catch (Exception e) {
            throw new IllegalStateException("cannot empty " + queue, e);
        }
    }

    /** The queues at an address, those of subscriptions if it is a topic. */
    public List<String> queues(String address) {
        try {
            return server.getActiveMQServer().bindingQuery(SimpleString.of(address)).getQueueNames().stream()
                    .map(SimpleString::toString).toList();
        } catch (Exception e) {
            throw new IllegalStateException("cannot look at " + address, e);
        }
    }

    /**
     * Makes the queue of a subscription that joins: closed to what is published, until it is opened.
     *
     * @return its id
     */
    long subscribeClosed(String topic, String queue) {
        try {
            return server.getActiveMQServer().createQueue(QueueConfiguration.of(queue).setAddress(topic)
                    .setRoutingType(RoutingType.MULTICAST).setEnabled(false)).getID();
        } catch (Exception e) {
            throw new IllegalStateException("cannot subscribe " + queue + " to " + topic, e);
        }
    }

    private static SecurityConfiguration users() {
        Properties roles = new Properties();
        try (Reader file = Files.newBufferedReader(CONFIGURATION.resolve("artemis-roles.properties"))) {
            roles.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SecurityConfiguration security = new SecurityConfiguration();
        for (String role : roles.stringPropertyNames()) {
            for (String user : roles.getProperty(role).split(",")) {
                security.addUser(user.strip(), user.strip());
                security.addRole(user.strip(), role);
            }
        }
        return security;
    }
}

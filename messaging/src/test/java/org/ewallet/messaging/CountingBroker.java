package org.ewallet.messaging;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.ewallet.broker.Receipts;
import org.ewallet.contract.Destinations;

/** A real Artemis broker inside this JVM that knows its users, writes to disk and makes receipts of one box. */
final class CountingBroker {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final String[] USERS = {"sender", "service"};

    private final String acceptor = "vm://" + (1000 + IDS.incrementAndGet());
    private final String box;
    private final Path directory;
    private EmbeddedActiveMQ server;

    CountingBroker(String box, Path directory) {
        this.box = box;
        this.directory = directory;
    }

    void start() throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        for (String user : USERS) {
            users.addUser(user, user);
            users.addRole(user, "all");
        }
        Receipts receipts = new Receipts();
        receipts.init(Map.of(box, "service"));
        Configuration configuration = new ConfigurationImpl()
                .setName(acceptor)
                .setPopulateValidatedUser(true)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setMessageExpiryScanPeriod(50)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .putSecurityRoles("#",
                        Set.of(new Role("all", true, true, true, true, true, true, true, true, true, true)))
                .addAcceptorConfiguration("in-vm", acceptor)
                .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0)
                        .setAutoDeleteQueues(false).setAutoDeleteAddresses(false))
                .addAddressSetting(box, new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0)
                        .setAutoDeleteQueues(false).setAutoDeleteAddresses(false)
                        .setExpiryAddress(SimpleString.of(Destinations.expired(box))));
        configuration.registerBrokerPlugin(receipts);
        server = new EmbeddedActiveMQ();
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        server.setConfiguration(configuration).start();
        for (String queue : new String[] {box, Destinations.accepted(box), Destinations.expired(box),
            Destinations.dead(box), Destinations.invalid(box)}) {
            if (server.getActiveMQServer().locateQueue(queue) == null) {
                server.getActiveMQServer().createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
            }
        }
    }

    void stop() throws Exception {
        server.stop();
    }

    /** From now on all but some hundred receipts lie on disk, as they do when a service was away for long. */
    void keepReceiptsOnDisk() {
        server.getActiveMQServer().getAddressSettingsRepository().addMatch(Destinations.accepted(box),
                new AddressSettings().setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                        .setMaxSizeBytes(100_000).setPageSizeBytes(50_000));
    }

    /** Connects as somebody who sends letters, or as the service that reads them. */
    ConnectionFactory connections(String user) {
        return new ActiveMQConnectionFactory(acceptor + "?consumerWindowSize=0", user, user);
    }

    /** The letters in a queue, delayed ones included. */
    long depth(String queue) {
        return queue(queue).getMessageCount();
    }

    long delayed() {
        return queue(box).getScheduledCount();
    }

    /** Takes a letter away as an operator does with the broker's own tool. */
    void remove(String id) throws Exception {
        QueueControl control = (QueueControl) server.getActiveMQServer().getManagementService()
                .getResource(ResourceNames.QUEUE + box);
        control.removeMessages("cloudEvents_id = '" + id + "'");
    }

    private Queue queue(String name) {
        return server.getActiveMQServer().locateQueue(name);
    }
}

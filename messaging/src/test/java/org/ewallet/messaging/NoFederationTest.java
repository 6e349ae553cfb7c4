package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.federation.FederationDownstreamConfiguration;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.FederationDownstreamConnectMessage;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that nobody can make the broker of {@code broker.xml} connect to another one (CVE-2026-27446). */
class NoFederationTest {

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private static final int PATIENCE_MILLIS = 1_000;

    @Test
    void brokerHangsUpOnWhoeverAsksItToFederateAndConnectsToNobody() throws Exception {
        try (ServerSocket rogue = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerLocator locator = BROKER.locator().setReconnectAttempts(0);
                ClientSessionFactory factory = locator.createSessionFactory()) {
            CoreRemotingConnection connection = (CoreRemotingConnection) factory.getConnection();
            CountDownLatch hungUp = new CountDownLatch(1);
            connection.addCloseListener(hungUp::countDown);

            connection.getChannel(CHANNEL_ID.PING.id, -1).send(askingFor(rogue.getLocalPort()));

            assertThat(hungUp.await(10, TimeUnit.SECONDS)).as("the broker has hung up").isTrue();
            rogue.setSoTimeout(PATIENCE_MILLIS);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(rogue::accept);
        }
    }

    private static FederationDownstreamConnectMessage askingFor(int port) {
        FederationDownstreamConfiguration stream = new FederationDownstreamConfiguration().setName("rogue")
                .setStaticConnectors(List.of("rogue"));
        stream.setUpstreamConfiguration(new TransportConfiguration(NettyConnectorFactory.class.getName(),
                Map.of(TransportConstants.HOST_PROP_NAME, "127.0.0.1", TransportConstants.PORT_PROP_NAME, port), "rogue"));
        FederationDownstreamConnectMessage message = new FederationDownstreamConnectMessage();
        message.setName("rogue");
        message.setStreamConfiguration(stream);
        message.setFederationPolicyMap(Map.of());
        message.setTransformerConfigurationMap(Map.of());
        return message;
    }
}

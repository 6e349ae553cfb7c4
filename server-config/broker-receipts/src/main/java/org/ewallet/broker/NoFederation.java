package org.ewallet.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Hangs up on whoever asks this broker to federate. Up to Artemis 2.51 anybody who reaches the port can do so without a login,
 * and then send to and read from every queue (CVE-2026-27446). This system federates nothing.
 */
public final class NoFederation implements Interceptor {

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) throws ActiveMQException {
        if (packet.getType() == PacketImpl.FEDERATION_DOWNSTREAM_CONNECT) {
            connection.fail(new ActiveMQSecurityException("this broker federates nothing"));
            return false;
        }
        return true;
    }
}

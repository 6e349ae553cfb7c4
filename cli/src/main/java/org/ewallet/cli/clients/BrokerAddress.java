package org.ewallet.cli.clients;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.ewallet.messaging.BrokerUrl;

/**
 * Where the broker is and as whom to log in.
 *
 * @param host name or address
 * @param port the port for all protocols
 * @param user who logs in
 * @param password his password
 * @param trustStore whom to trust; null for a connection without TLS
 */
public record BrokerAddress(String host, int port, String user, String password, TrustStore trustStore) {

    /** A connection without TLS. */
    public BrokerAddress(String host, int port, String user, String password) {
        this(host, port, user, password, null);
    }

    public boolean isEncrypted() {
        return trustStore != null;
    }

    /** For the connection factory of Artemis. The name in the broker's certificate must be the host. */
    public String core() {
        return isEncrypted() ? BrokerUrl.encrypted(host, port, trustStore.file().toString(), trustStore.password())
                : BrokerUrl.plain(host, port);
    }

    /** For the connection factory of Qpid JMS, which asks for the host's name in the certificate by itself. */
    public String amqp() {
        return (isEncrypted() ? "amqps" : "amqp") + "://" + host + ":" + port + (isEncrypted()
                ? "?transport.trustStoreLocation=" + encoded(trustStore.file().toString())
                        + "&transport.trustStorePassword=" + encoded(trustStore.password()) : "");
    }

    /** Without the password, so that it gets into no log. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

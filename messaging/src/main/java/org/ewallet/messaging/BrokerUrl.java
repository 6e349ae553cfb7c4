package org.ewallet.messaging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the broker is, for the connection factory of its own client. */
public final class BrokerUrl {

    private BrokerUrl() {
    }

    /** A connection without TLS. */
    public static String plain(String host, int port) {
        return "tcp://" + host + ":" + port;
    }

    /**
     * A connection over TLS, to a broker whose certificate names the host.
     *
     * @param trustStore a file that Java reads (PKCS12 or JKS) with the certificates to trust
     * @param password of the trust store
     */
    public static String encrypted(String host, int port, String trustStore, String password) {
        // forceSSLParameters: a trust store that is set for the whole process does not count.
        return plain(host, port) + "?sslEnabled=true&verifyHost=true&forceSSLParameters=true&trustStorePath="
                + encoded(trustStore) + "&trustStorePassword=" + encoded(password);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

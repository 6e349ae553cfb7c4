package org.ewallet.cli.clients;

/**
 * Where the broker is and as whom to log in.
 *
 * @param host name or address
 * @param port the port for all protocols
 * @param user who logs in
 * @param password his password
 */
public record BrokerAddress(String host, int port, String user, String password) {

    /** Without the password, so that it gets into no log. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}

package org.ewallet.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shows that recovery waits for broker and database, and for nothing that is not there. */
class NeighboursTest {

    @Test
    void allMustAnswer() throws IOException {
        try (ServerSocket broker = open(); ServerSocket database = open()) {
            Neighbours neighbours = Neighbours.of(Map.of("EWALLET_BROKER_HOST", host(broker), "EWALLET_BROKER_PORT",
                    port(broker), "EWALLET_PG_HOST", host(database), "EWALLET_PG_PORT", port(database)));

            assertThat(neighbours.answer()).isTrue();

            database.close();
            assertThat(neighbours.answer()).isFalse();
        }
    }

    @Test
    void databaseInFilesNeedsNoAnswer() throws IOException {
        try (ServerSocket broker = open()) {
            assertThat(Neighbours.of(Map.of("EWALLET_BROKER_HOST", host(broker), "EWALLET_BROKER_PORT", port(broker)))
                    .answer()).isTrue();
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String host(ServerSocket socket) {
        return socket.getInetAddress().getHostAddress();
    }

    private static String port(ServerSocket socket) {
        return Integer.toString(socket.getLocalPort());
    }
}

package org.ewallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_port_that_somebody_listens_on_is_taken() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(Ports.isTaken(port)).isTrue();
        }
        assertThat(Ports.isTaken(port)).isFalse();
    }

    @Test
    void a_port_that_somebody_listens_on_for_all_addresses_is_taken() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(Ports.isTaken(socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void free_ports_differ() {
        Ports ports = Ports.anyFree();

        assertThat(Set.of(ports.http(), ports.notification(), ports.broker(), ports.console(), ports.mailbox(),
                ports.smtp(), ports.smpp(), ports.database(), ports.admin())).hasSize(9).doesNotContain(0);
    }

    @Test
    void no_free_port_is_one_that_outgoing_connections_get() {
        Ports ports = Ports.anyFree();

        assertThat(List.of(ports.http(), ports.notification(), ports.broker(), ports.console(), ports.mailbox(),
                ports.smtp(), ports.smpp(), ports.database(), ports.admin())).allMatch(port -> port < 32_768);
    }

    @Test
    void only_zeros_are_chosen() {
        Ports chosen = Ports.DEFAULT.chosen();

        assertThat(chosen.http()).isEqualTo(8080);
        assertThat(chosen.admin()).isEqualTo(4848);
        assertThat(chosen.smtp()).isPositive();
        assertThat(chosen.smpp()).isPositive().isNotEqualTo(chosen.smtp());
    }
}

package org.ewallet.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.ewallet.cli.clients.WebApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CastTest {

    private HttpServer server;
    private WebApi api;
    private Set<String> known = Set.of();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/persons/", exchange -> {
            String person = exchange.getRequestURI().getPath().substring("/api/persons/".length());
            exchange.sendResponseHeaders(known.contains(person) ? 200 : 404, -1);
            exchange.close();
        });
        server.start();
        api = new WebApi("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void on_a_fresh_system_they_are_johny_and_mary() {
        Cast cast = Cast.unknownTo(api);

        assertThat(cast.johny()).isEqualTo("johny");
        assertThat(cast.mary()).isEqualTo("mary");
        assertThat(Cast.wallet(cast.johny())).isEqualTo("johny.EUR");
    }

    @Test
    void ids_that_are_taken_are_not_used_again() {
        known = Set.of("johny", "mary", "bookshop", "mary-2");

        Cast cast = Cast.unknownTo(api);

        assertThat(cast.johny()).isEqualTo("johny-3");
        assertThat(cast.till()).isEqualTo("bookshop-3.till");
    }
}

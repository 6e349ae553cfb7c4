package org.ewallet.web.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ewallet.contract.Codec;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.web.caller.Caller;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what is made of each answer of the notification service in another process. */
class RemoteNotificationTest {

    private static final String VIEW = "{\"id\":\"n1\",\"channel\":\"EMAIL\",\"kind\":\"WELCOME\",\"to\":\"a@b\","
            + "\"status\":\"SENT\",\"attempts\":1,\"createdAt\":\"2030-01-01T00:00:00Z\",\"lastAttemptAt\":null,"
            + "\"commandId\":\"r1\",\"personId\":\"johny\",\"delivery\":null}";

    private static final String ATTEMPTS = "{\"attempts\":[{\"number\":1,\"startedAt\":\"2030-01-01T00:00:00Z\","
            + "\"endedAt\":null,\"result\":null,\"provider\":null,\"detail\":null}]}";

    private final HttpServer server = newServer();
    private volatile String authorization;

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aNotificationIsPassedOn() {
        assertThat(Codec.write(answering(200, "application/json", VIEW).notification("n1").orElseThrow()))
                .isEqualTo(VIEW);
    }

    @Test
    void attemptsArePassedOn() {
        assertThat(Codec.write(answering(200, "application/json", ATTEMPTS).attempts("n1").orElseThrow()))
                .isEqualTo(ATTEMPTS);
    }

    @Test
    void anEmptyPageIsAPage() {
        assertThat(answering(200, "application/json", "{\"notifications\":[],\"nextCursor\":null}")
                .notifications(null, null, null)).isEqualTo(new NotificationPage(List.of(), null));
    }

    @Test
    void anOutcomeIsPassedOnByteForByte() {
        assertThat(answering(200, "application/json", "{ \"any\" : \"gr\u00fcn\" }").outcomeOf("c1"))
                .contains(new KnownOutcome("{ \"any\" : \"gr\u00fcn\" }", "johny"));
    }

    @Test
    void whatItDoesNotKnowIsAbsent() {
        RemoteNotification remote = answering(404, "application/problem+json", "{}");

        assertThat(remote.notification("n1")).isEmpty();
        assertThat(remote.outcomeOf("c1")).isEmpty();
    }

    @Test
    void aParameterItRefusesIsTheCallersError() {
        RemoteNotification remote = answering(400, "application/problem+json",
                "{\"type\":\"t\",\"title\":\"t\",\"status\":400,"
                        + "\"detail\":\"cursor is none of ours\",\"field\":\"cursor\"}");

        InvalidMessageException refusal = catchThrowableOfType(InvalidMessageException.class,
                () -> remote.notifications(null, null, "x"));
        assertThat(refusal.field()).isEqualTo("cursor");
        assertThat(refusal).hasMessage("cursor is none of ours");
    }

    @Test
    void a404OfAServerWhereItIsNotDeployedYetMeansThatItIsDown() {
        RemoteNotification remote = answering(404, "text/html", "<h1>Not found</h1>");

        assertDown(() -> remote.notification("n1"));
        assertDown(() -> remote.outcomeOf("c1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 401})
    void whateverElseItRefusesMeansThatItIsDown(int status) {
        assertDown(() -> answering(status, "application/problem+json", "{}").notifications(null, null, null));
    }

    @Test
    void itIsAskedInTheNameOfTheCaller() {
        answering(200, "application/json", VIEW).notification("n1");

        assertThat(authorization).isEqualTo("Bearer the.to.ken");
    }

    @Test
    void whatItForbidsTheCallerIsForbiddenHereToo() {
        RemoteNotification remote = answering(403, "application/problem+json",
                "{\"type\":\"t\",\"title\":\"t\",\"status\":403,\"detail\":\"not yours\"}");

        assertThatThrownBy(() -> remote.notification("n1")).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isEqualTo(Problem.forbidden("not yours")));
    }

    @Test
    void nonsenseMeansThatItIsDown() {
        assertDown(() -> answering(200, "text/html", "<html>").notification("n1"));
    }

    @Test
    void noAnswerMeansThatItIsDown() {
        RemoteNotification stopped = answering(200, "application/json", VIEW);
        server.stop(0);
        assertDown(() -> stopped.notification("n1"));
    }

    private static void assertDown(ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(503);
            assertThat(e.problem().type()).isEqualTo("urn:ewallet:problem:unavailable");
            assertThat(e).hasCauseInstanceOf(Exception.class);
        });
    }

    private RemoteNotification answering(int status, String mediaType, String body) {
        server.createContext("/api", exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return new RemoteNotification(new PlainNotificationApi(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/")), null)
                .as(new Caller("johny", Set.of(), "the.to.ken"));
    }

    /** What MicroProfile REST Client makes of the interface, by the JAX-RS client that it is made of. */
    private record PlainNotificationApi(URI address) implements NotificationApi {

        @Override
        public String letterCounts(String authorization) {
            return get(authorization, "messages/counts");
        }

        @Override
        public String notifications(String authorization, String personId, String commandId, String cursor) {
            return get(authorization, "notifications");
        }

        @Override
        public String notification(String authorization, String id) {
            return get(authorization, "notifications/" + id);
        }

        @Override
        public String attempts(String authorization, String id) {
            return get(authorization, "notifications/" + id + "/attempts");
        }

        @Override
        public String outcome(String authorization, String commandId) {
            return get(authorization, "commands/" + commandId);
        }

        private String get(String authorization, String path) {
            Response response = ClientBuilder.newClient().target(address).path(path).request()
                    .header("Authorization", authorization).get();
            if (response.getStatus() >= 400) {
                throw new WebApplicationException(response);
            }
            return response.readEntity(String.class);
        }
    }
}

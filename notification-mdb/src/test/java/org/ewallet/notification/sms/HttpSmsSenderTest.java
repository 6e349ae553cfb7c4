package org.ewallet.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.ewallet.notification.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSmsSenderTest {

    private static final String TOKEN = "top-secret";
    private static final Outgoing SMS =
            new Outgoing("n-1", "+491701234567", null, "Your \"code\" is 4711 🎉", null, Instant.EPOCH, null);

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    private record Request(String method, String path, Map<String, List<String>> headers, String body) {
    }

    /** What the provider does with a request; status 0 hangs up. */
    private record Answer(int status, String body) {
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void anSmsIsPostedAsJsonWithTokenAndKey() {
        answers.add(new Answer(201, "{\"id\":\"m-17\",\"price\":7}"));

        SendResult result = sender(false).send(SMS);
        assertThat(result.status()).isEqualTo(Status.SENT);
        assertThat(result.messageIds()).containsExactly("m-17");
        assertThat(requests).hasSize(1);
        Request request = requests.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/sms/send");
        assertThat(request.headers()).containsEntry("Authorization", List.of("Bearer " + TOKEN))
                .containsEntry("Idempotency-key", List.of("n-1"))
                .containsEntry("Content-type", List.of("application/json"));
        assertThat(request.body()).isEqualTo("{\"to\":\"+491701234567\",\"text\":\"Your \\\"code\\\" is 4711 🎉\","
                + "\"from\":\"EWallet\",\"idempotencyKey\":\"n-1\"}");
    }

    @Test
    void theProviderLearnsWhenTheSmsExpires() {
        answers.add(new Answer(200, ""));

        sender(false).send(new Outgoing("n-1", "+491701234567", null, "Code", null, Instant.EPOCH,
                Instant.parse("2030-01-31T12:34:56Z")));
        assertThat(requests.get(0).body()).contains("\"expiresAt\":\"2030-01-31T12:34:56Z\"");
    }

    @ParameterizedTest
    @CsvSource({"200, SENT", "202, SENT", "204, SENT", "302, FAILED", "400, REFUSED", "401, FAILED", "403, FAILED",
        "404, FAILED", "408, FAILED", "409, UNKNOWN", "410, REFUSED", "422, REFUSED", "425, FAILED", "429, FAILED",
        "500, UNKNOWN", "502, UNKNOWN", "503, UNKNOWN", "0, UNKNOWN"})
    void theStatusOfTheAnswerDecides(int status, Status expected) {
        answers.add(new Answer(status, "not JSON"));

        assertThat(sender(false).send(SMS).status()).isEqualTo(expected);
        assertThat(requests).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeLeavesTheSmsUnknown() {
        CountDownLatch silence = new CountDownLatch(1);
        server.createContext("/silent", exchange -> hold(silence));

        HttpSmsSender sender = new HttpSmsSender(settings(address("/silent"), Duration.ofMillis(300), false));
        assertThat(sender.send(SMS).status()).isEqualTo(Status.UNKNOWN);
        silence.countDown();
    }

    @Test
    void aProviderThatSendsNothingTwiceIsAskedAgainWithTheSameKey() {
        answers.add(new Answer(500, "oops"));
        answers.add(new Answer(409, "the first request is under way"));
        answers.add(new Answer(200, "{\"id\":4711}"));

        SendResult result = sender(true).send(SMS);
        assertThat(result.status()).isEqualTo(Status.SENT);
        assertThat(result.messageIds()).containsExactly("4711");
        assertThat(requests).hasSize(3).allMatch(request -> request.equals(requests.get(0)));
    }

    @Test
    void whatStaysUnknownIsNotCalledUnsentBecauseTheNextRequestWasTurnedAway() {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(429, "slow down"));
        answers.add(new Answer(429, "slow down"));

        assertThat(sender(true).send(SMS).status()).isEqualTo(Status.UNKNOWN);
        assertThat(requests).hasSize(3);
    }

    @Test
    void aProviderThatIsAwayHasSurelySentNothing() {
        int port = server.getAddress().getPort();
        server.stop(0);

        HttpSmsSender sender = new HttpSmsSender(
                settings(URI.create("http://127.0.0.1:" + port + "/"), Duration.ofSeconds(2), false));
        assertThat(sender.send(SMS).status()).isEqualTo(Status.FAILED);
        HttpSmsSender nowhere = new HttpSmsSender(
                settings(URI.create("http://nowhere.invalid/"), Duration.ofSeconds(2), false));
        assertThat(nowhere.send(SMS).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void theTokenIsInNoText() {
        answers.add(new Answer(401, "who are you?"));

        assertThat(sender(false).send(SMS).detail()).doesNotContain(TOKEN);
        assertThat(settings(address("/sms/send"), Duration.ofSeconds(2), false).toString()).doesNotContain(TOKEN);
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        refused(Map.of(), "ewallet.sms.web.url is not set");
        refused(Map.of("ewallet.sms.web.url", "ftp://example.org"), "ewallet.sms.web.url");
        refused(Map.of("ewallet.sms.web.url", "https://example.org", "ewallet.sms.web.timeout.seconds", "0"),
                "ewallet.sms.web.timeout.seconds");
    }

    private static void refused(Map<String, String> values, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpSmsSettings.of(new Settings(values), "ewallet.sms.web"))
                .withMessageContaining(reason);
    }

    private HttpSmsSender sender(boolean idempotent) {
        return new HttpSmsSender(settings(address("/sms/send"), Duration.ofSeconds(10), idempotent));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static HttpSmsSettings settings(URI url, Duration timeout, boolean idempotent) {
        return new HttpSmsSettings(url, Optional.of(TOKEN), "EWallet", timeout, idempotent);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            if (answer.status() > 0) {
                boolean empty = body.length == 0 || answer.status() == 204;
                exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
                if (!empty) {
                    exchange.getResponseBody().write(body);
                }
            }
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

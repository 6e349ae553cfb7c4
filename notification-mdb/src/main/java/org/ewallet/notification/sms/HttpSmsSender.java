package org.ewallet.notification.sms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.ewallet.notification.Sender;

/** Posts SMS as JSON to a provider. */
final class HttpSmsSender implements Sender {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON =
            JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build();

    /** The provider has not taken it, but may later: timeout of the request, too early, too many requests. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** Address or token are wrong, not the SMS: an operator can put that right. */
    private static final Set<Integer> MISCONFIGURED = Set.of(401, 403, 404, 405);

    /** A request with the same key is under way. */
    private static final int CONFLICT = 409;

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    /** How often a provider that sends nothing twice is asked, if nobody knows whether it has taken the SMS. */
    private static final int TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final HttpSmsSettings settings;
    private final HttpClient client;

    HttpSmsSender(HttpSmsSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The body of a request. */
    private record Sms(String to, String text, String from, String idempotencyKey, String expiresAt) {

        static Sms of(Outgoing message, String source) {
            return new Sms(message.to(), message.text(), source, message.notificationId(),
                    message.expiresAt() == null ? null : message.expiresAt().toString());
        }
    }

    @Override
    public SendResult send(Outgoing message) {
        HttpRequest request = request(message);
        try {
            SendResult result = post(request);
            for (int tries = 1; settings.idempotent() && result.status() == Status.UNKNOWN && tries < TRIES; tries++) {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
                SendResult again = post(request);
                // That the next request surely did not get through says nothing of the one before.
                result = again.status() == Status.FAILED ? result : again;
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SendResult.unknown("the service ended before the answer came");
        }
    }

    private HttpRequest request(Outgoing message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .timeout(settings.answerTimeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", message.notificationId())
                .POST(HttpRequest.BodyPublishers.ofString(write(Sms.of(message, settings.source()))));
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.build();
    }

    private SendResult post(HttpRequest request) throws InterruptedException {
        try {
            return result(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            return SendResult.failed("no connection to " + settings + ": " + e);
        } catch (IOException e) {
            return SendResult.unknown("no answer of " + settings + ": " + e);
        }
    }

    private SendResult result(HttpResponse<String> response) {
        int status = response.statusCode();
        String answer = settings + " answered " + status + " " + response.body();
        if (status >= OK && status < REDIRECTION) {
            List<String> ids = ids(response.body());
            return SendResult.sent("taken by " + settings + (ids.isEmpty() ? "" : " as " + ids.get(0))).as(ids);
        }
        if (status >= SERVER_ERROR || status == CONFLICT) {
            return SendResult.unknown(answer);
        }
        boolean mayWorkLater = status < CLIENT_ERROR || LATER.contains(status) || MISCONFIGURED.contains(status);
        return mayWorkLater ? SendResult.failed(answer) : SendResult.refused(answer);
    }

    /** The {@code id} in the answer, if it has one; what the answer says besides is the provider's affair. */
    private static List<String> ids(String body) {
        try {
            JsonNode id = JSON.readTree(body).path("id");
            return id.isTextual() || id.isIntegralNumber() ? List.of(id.asText()) : List.of();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static String write(Sms sms) {
        try {
            return JSON.writeValueAsString(sms);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an SMS is always JSON", e);
        }
    }
}

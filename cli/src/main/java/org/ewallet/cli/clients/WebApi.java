package org.ewallet.cli.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.ewallet.cli.CliException;

/** The web API, as anybody sees it. */
public final class WebApi {

    /** Enough for every question about one thing. */
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String root;

    /** @param root scheme, host and port, without a slash at the end */
    public WebApi(String root) {
        this.root = root;
    }

    /**
     * An answer, whatever it is.
     *
     * @param status the HTTP status
     * @param body JSON; missing if the body is no JSON
     */
    public record Answer(int status, JsonNode body) {
    }

    /** Asks for {@code /api/...}. */
    public Answer get(String path) {
        return get(path, LIMIT);
    }

    /**
     * What is there now; empty if the answer is 404.
     *
     * @throws CliException at any other answer
     */
    public Optional<JsonNode> find(String path) {
        return find(path, LIMIT);
    }

    /** The same for a question that takes long to answer. */
    public Optional<JsonNode> find(String path, Duration limit) {
        Answer answer = get(path, limit);
        return switch (answer.status()) {
            case OK -> Optional.of(answer.body());
            case NOT_FOUND -> Optional.empty();
            default -> throw new CliException("GET " + path + " answered " + answer.status() + ": "
                    + answer.body().path("detail").asText(answer.body().toString()));
        };
    }

    /** Drops a letter by HTTP ({@code PUT /api/commands/{id}}). */
    public Answer put(Letter letter) {
        String body = "{\"type\":\"" + letter.type() + "\",\"data\":" + letter.data() + "}";
        return send(HttpRequest.newBuilder(URI.create(root + "/api/commands/" + letter.id()))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)), LIMIT);
    }

    /** Gives an order of an operator ({@code POST /api/dead-letters/...}), in the name of a user of the broker. */
    public Answer post(String path, String body, BrokerAddress login) {
        String credentials = Base64.getEncoder()
                .encodeToString((login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(body)), LIMIT);
    }

    private Answer get(String path, Duration limit) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).GET(), limit);
    }

    private Answer send(HttpRequest.Builder request, Duration limit) {
        HttpRequest whole = request.timeout(limit).header("Accept", "application/json").build();
        try {
            HttpResponse<String> response = http.send(whole, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (HttpTimeoutException e) {
            throw new CliException("No answer from " + whole.uri() + " in time. See ./ewallet status", e);
        } catch (IOException e) {
            throw new CliException("Nobody answers at " + whole.uri() + ". Is it running? See ./ewallet status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting for " + whole.uri(), e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}

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
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Tokens;

/** The web API, as somebody with tokens sees it. */
public final class WebApi {

    /** Enough for every question about one thing. */
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String root;
    private final HttpClient http;
    private final Function<String, Optional<String>> tokens;

    /**
     * For one that asks for no tokens.
     *
     * @param root scheme, host and port, without a slash at the end
     */
    public WebApi(String root) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1), root, role -> Optional.empty());
    }

    /**
     * @param root scheme, host and port, without a slash at the end
     * @param client asks; knows whom to trust
     * @param tokens a bearer token for a role: {@code auditor} to ask, {@code sender} to drop letters, {@code operator} to
     *     give orders
     */
    public WebApi(String root, HttpClient.Builder client, UnaryOperator<String> tokens) {
        this(client, root, tokens.andThen(Optional::of));
    }

    private WebApi(HttpClient.Builder client, String root, Function<String, Optional<String>> tokens) {
        this.root = root;
        this.http = client.connectTimeout(CONNECT_LIMIT).build();
        this.tokens = tokens;
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
                .PUT(HttpRequest.BodyPublishers.ofString(body)), Tokens.SENDER, LIMIT);
    }

    /** Gives an order of an operator ({@code POST /api/dead-letters/...}). */
    public Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)), Tokens.OPERATOR, LIMIT);
    }

    private Answer get(String path, Duration limit) {
        return send(HttpRequest.newBuilder(URI.create(root + path)).GET(), Tokens.AUDITOR, limit);
    }

    private Answer send(HttpRequest.Builder request, String role, Duration limit) {
        tokens.apply(role).ifPresent(token -> request.header("Authorization", "Bearer " + token));
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

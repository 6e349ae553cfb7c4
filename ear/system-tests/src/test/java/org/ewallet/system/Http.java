package org.ewallet.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Tokens;
import org.ewallet.contract.Codec;

/** The web API of an installation, byte by byte: for tests of what it answers to whatever somebody sends. */
final class Http {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String root;
    private final int port;
    private final Tokens tokens;

    Http(Installation installation) {
        this.client = installation.httpClient().build();
        this.root = installation.settings().webRoot();
        this.port = installation.settings().ports().http();
        this.tokens = installation.tokens();
    }

    /** An answer as it came; of an endless one, what came first. */
    record Answer(int status, HttpHeaders headers, byte[] bytes) {

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Codec.readTree(body());
        }

        /** The first value of a header, or an empty text. */
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status + " " + headers.map() + " " + body();
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** A letter in JSON. */
    Answer put(String path, String body) {
        return send("PUT", path, body, "Content-Type", "application/json");
    }

    /** @param body null for none */
    Answer send(String method, String path, String body, String... headers) {
        return sendAs(role(method), method, path, body, headers);
    }

    /**
     * The same with the token of somebody else.
     *
     * @param caller a role or a person; null for nobody
     */
    Answer sendAs(String caller, String method, String path, String body, String... headers) {
        HttpResponse<InputStream> response = answered(request(caller, path, headers).method(method, body == null
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
        boolean isEndless = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        try (InputStream content = response.body()) {
            return new Answer(response.statusCode(), response.headers(),
                    isEndless ? content.readNBytes(1) : content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer without end. */
    HttpResponse<InputStream> open(String path, String... headers) {
        return openAs(Tokens.AUDITOR, path, headers);
    }

    /** The same for somebody else. */
    HttpResponse<InputStream> openAs(String caller, String path, String... headers) {
        return answered(request(caller, path, headers).GET());
    }

    /** Sends some bytes that need not be HTTP, and reads until the server closes the connection. */
    String raw(String text) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Who may do everything by a method: an auditor asks, a trusted system sends letters, an operator gives orders. */
    static String role(String method) {
        return switch (method) {
            case "PUT" -> Tokens.SENDER;
            case "POST" -> Tokens.OPERATOR;
            default -> Tokens.AUDITOR;
        };
    }

    private HttpRequest.Builder request(String caller, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path)).timeout(LIMIT);
        if (caller != null) {
            request.header("Authorization", "Bearer " + tokens.of(caller));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private HttpResponse<InputStream> answered(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

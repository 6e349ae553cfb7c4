package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;
import org.ewallet.cli.clients.BrokerManagement;

/** What the web API answers besides wallets: documents, problems, headers. */
final class FrontDoor {

    private static final String PROBLEM = "application/problem+json";
    private static final int TOO_MANY = 2_000;

    private final Installation installation;
    private final Http http;

    FrontDoor(Installation installation) {
        this.installation = installation;
        this.http = new Http(installation);
    }

    void requireOpenApi() {
        Http.Answer yaml = http.get("/openapi");
        assertThat(yaml.header("Content-Type")).isEqualTo("application/vnd.oai.openapi;charset=utf-8");
        assertThat(yaml.body()).startsWith("openapi: 3.1.0\n");

        Http.Answer json = http.get("/openapi", "Accept", "application/json");
        assertThat(json.header("Content-Type")).isEqualTo("application/vnd.oai.openapi+json;charset=utf-8");
        assertThat(json.json().path("paths").has("/api/commands/{commandId}")).isTrue();
    }

    void requireAsyncApi() {
        Http.Answer yaml = http.get("/asyncapi");
        assertThat(yaml.header("Content-Type")).isEqualTo("application/vnd.aai.asyncapi;charset=utf-8");
        assertThat(yaml.body()).startsWith("asyncapi: 3.0.0\n");

        Http.Answer json = http.get("/asyncapi", "Accept", "application/json");
        assertThat(json.header("Content-Type")).isEqualTo("application/vnd.aai.asyncapi+json;charset=utf-8");
        assertThat(json.json().path("channels").has("walletCommands")).isTrue();
    }

    /** Also by what the server answers before the application is asked. */
    void requireProblemsWithoutClasses() {
        for (String path : List.of("/nothing", "/api", "/api/nothing", "/WEB-INF/web.xml", "/problem", "/openapi/x",
                "/api/wallets/%2e%2e%2f", "/api/wallets/a;b=c/x/y")) {
            Http.Answer answer = http.get(path);
            assertThat(answer.status()).as("%s: %s", path, answer).isBetween(400, 499);
            assertThat(answer.header("Content-Type")).as("%s: %s", path, answer).isEqualTo(PROBLEM);
            requireNothingTold(answer.toString());
        }
        for (String request : List.of("GET /api/wallets/a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/wallets/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "GET /api/wallets/a HTTP/1.1\r\n\r\n",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "FOO /api/wallets/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE /api/wallets/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /openapi HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "PUT /api/commands/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: x\r\n\r\n{}")) {
            requireNothingTold(http.raw(request));
        }
    }

    void requireEachStatus() {
        String id = Letter.newId();
        String ban = "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"nobody-" + id + "\"}}";

        requireProblem(http.get("/api/wallets/b%20d"), 400, "invalid-request");
        requireProblem(http.put("/api/commands/" + id, "{"), 400, "invalid-request");
        requireProblem(http.get("/api/wallets/nobody"), 404, "not-found");
        requireProblem(http.send("DELETE", "/api/wallets/nobody", null), 405, "method-not-allowed");
        requireProblem(http.get("/api/wallets/nobody/statement", "Accept", "image/png"), 406, "not-acceptable");
        requireProblem(http.put("/api/commands/" + id, " ".repeat(1024 * 1024 + 1)), 413, "too-large");
        requireProblem(http.send("PUT", "/api/commands/" + id, ban, "Content-Type", "text/plain"), 415,
                "unsupported-media-type");
        Http.Answer invalid = http.put("/api/commands/" + id, "{\"type\":\"TransferFunds\",\"data\":{\"amountMinor\":0}}");
        requireProblem(invalid, 422, "invalid-data");
        assertThat(invalid.json().path("errors")).hasSize(4);
        Http.Answer taken = http.put("/api/commands/" + id, ban);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        assertThat(taken.header("Location")).endsWith("/api/commands/" + id);
    }

    /** A letter that contradicts one that was handled is refused at the door; a repeat is taken. */
    void requireConflict() {
        String id = Letter.newId();
        String body = "{\"type\":\"ReleaseHold\",\"data\":{\"holdId\":\"%s\"}}";
        assertThat(http.put("/api/commands/" + id, body.formatted("one")).status()).isEqualTo(202);
        assertThat(http.get("/api/commands/" + id + "?wait=30s").status()).isEqualTo(200);

        assertThat(http.put("/api/commands/" + id, body.formatted("one")).status()).isEqualTo(202);
        Http.Answer other = http.put("/api/commands/" + id, body.formatted("other"));
        requireProblem(other, 409, "id-reused");
        assertThat(other.json().path("field").asText()).isEqualTo("data.holdId");
    }

    /** It works while the recipient is down: here its box is paused, which is the same for whoever sends. */
    void requireTakenWhileTheRecipientIsDown() {
        String id = Letter.newId();
        try (BrokerManagement broker = installation.management()) {
            broker.pause(Destinations.ACCOUNT_COMMANDS);
            try {
                assertThat(http.put("/api/commands/" + id,
                        "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"nobody\"}}").status()).isEqualTo(202);
                assertThat(http.get("/api/commands/" + id).status()).isEqualTo(404);
            } finally {
                broker.resume(Destinations.ACCOUNT_COMMANDS);
            }
        }
        assertThat(http.get("/api/commands/" + id + "?wait=30s").status()).isEqualTo(200);
    }

    void requireCompression() {
        Http.Answer plain = http.get("/openapi");
        Http.Answer packed = http.get("/openapi", "Accept-Encoding", "gzip");

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.bytes().length).isLessThan(plain.bytes().length / 3);
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Http.Answer answer = http.get("/api/messages/balance", "Accept-Encoding", "gzip");
        assertThat(answer.header("Vary")).contains("Accept-Encoding");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    /**
     * Only the caller who drops too many is told so. Several send at once in their name, because one alone may be too slow for
     * the limit.
     */
    void requireRateLimit() {
        String hasty = "hasty-" + Letter.newId();
        List<Http.Answer> answers = IntStream.range(0, TOO_MANY).parallel().mapToObj(i -> putNothing(hasty)).toList();

        List<Http.Answer> refused = answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            requireProblem(answer, 429, "too-many-requests");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        requireProblem(putNothing("patient-" + Letter.newId()), 400, "invalid-request");
        Waiting.until("a letter is taken again", () -> putNothing(hasty).status() == 400);
    }

    private Http.Answer putNothing(String caller) {
        return http.sendAs(caller, "PUT", "/api/commands/none", "{}", "Content-Type", "application/json");
    }

    private static void requireProblem(Http.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
        JsonNode problem = answer.json();
        assertThat(problem.path("type").textValue()).isEqualTo("urn:ewallet:problem:" + type);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        requireNothingTold(answer.toString());
    }

    private static void requireNothingTold(String answer) {
        assertThat(answer).doesNotContainIgnoringCase("exception", "payara", "glassfish", "grizzly", "org.ewallet.", "java.",
                "jakarta.", "at org.", "jersey");
    }
}

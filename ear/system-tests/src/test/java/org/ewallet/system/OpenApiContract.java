package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.Letter;

/**
 * Asks the web API whatever its OpenAPI document allows, and some of what it does not, and holds each answer against the
 * document: its status must be documented, its media type, headers and body must be as documented.
 */
final class OpenApiContract {

    /** Requests per operation, half of them with one thing that the document does not allow. */
    private static final int REQUESTS = 60;
    private static final int TOO_MANY = 2_000;
    private static final long SEED = 7;
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final String JSON = "application/json";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Http http;
    private final JsonNode document;
    private final Map<String, List<String>> known;
    private final Generator generator;
    private final Map<String, com.networknt.schema.Schema> compiled = new TreeMap<>();

    /** The statuses that each operation has answered. */
    private final Map<String, Set<String>> answered = new TreeMap<>();

    /** @param known values of parameters, by name, for which there is something to be answered */
    OpenApiContract(Installation installation, Map<String, List<String>> known) {
        this.http = new Http(installation);
        this.document = http.get("/openapi", "Accept", JSON).json();
        this.known = known;
        this.generator = new Generator(SEED, this::resolved, (schema, value) -> errors(schema, value).isEmpty());
    }

    /** Asks each operation what it is made for, and what it is not. */
    void requireAnswersAsDocumented() {
        for (Operation operation : operations()) {
            if (isStream(operation)) {
                continue;
            }
            boolean takesSomething = !operation.parameters().isEmpty() || !schemaOfBody(operation).isMissingNode();
            for (int i = 0; i < (takesSomething ? REQUESTS : 1); i++) {
                ask(operation, i % 2 == 1);
            }
            askForWhatCannotBeHad(operation);
        }
    }

    /** Shows that next to nothing of the document was left out; 500, 401 and 403 aside. */
    void requireCoverage() {
        assertThat(answered.keySet()).as("operations that were asked").containsExactlyInAnyOrderElementsOf(
                operations().stream().filter(operation -> !isStream(operation)).map(Operation::toString).toList());
        answered.forEach((operation, statuses) -> assertThat(statuses).as(operation)
                .containsAnyOf("200", "202", "400", "404"));
    }

    /** A line per operation with the statuses that were answered, and how many of all documented ones those are. */
    String coverage() {
        int documented = 0;
        int seen = 0;
        StringBuilder lines = new StringBuilder();
        for (Operation operation : operations()) {
            Set<String> all = new TreeSet<>();
            operation.json().path("responses").fieldNames().forEachRemaining(all::add);
            Set<String> found = answered.getOrDefault(operation.toString(), Set.of());
            documented += all.size();
            seen += found.size();
            lines.append(operation).append(": ").append(found).append(" of ").append(all).append('\n');
        }
        return lines + "operations asked: " + answered.size() + " of " + operations().size()
                + ", documented answers seen: " + seen + " of " + documented;
    }

    /** Asks for what only some requests in a row lead to: a copy that is right, an id that is reused, too many letters. */
    void requireAnswersToRequestsInARow(String walletId) {
        Operation wallet = operation("GET /api/wallets/{walletId}");
        String tag = http.get("/api/wallets/" + walletId).header("ETag");
        require(wallet, http.get("/api/wallets/" + walletId, "If-None-Match", tag), 304);

        Operation put = operation("PUT /api/commands/{commandId}");
        String address = "/api/commands/" + Letter.newId();
        String letter = "{\"type\":\"ReleaseHold\",\"data\":{\"holdId\":\"%s\"}}";
        require(put, http.put(address, letter.formatted("one")), 202);
        require(operation("GET /api/commands/{commandId}"), http.get(address + "?wait=30s"), 200);
        require(put, http.put(address, letter.formatted("other")), 409);
        require(put, IntStream.range(0, TOO_MANY).parallel().mapToObj(i -> http.put(address, "{}"))
                .filter(answer -> answer.status() == 429).findAny().orElseThrow(), 429);
    }

    private Operation operation(String name) {
        return operations().stream().filter(one -> one.toString().equals(name)).findFirst().orElseThrow();
    }

    private void ask(Operation operation, boolean spoilt) {
        List<JsonNode> parameters = operation.parameters();
        JsonNode body = schemaOfBody(operation);
        int bad = spoilt ? generator.below(parameters.size() + (body.isMissingNode() ? 0 : 1)) : -1;
        Map<String, String> inPath = new LinkedHashMap<>();
        List<String> inQuery = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode parameter = parameters.get(i);
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            if (i != bad && !parameter.path("required").asBoolean() && generator.below(2) == 0) {
                continue;
            }
            String value = i == bad ? generator.wrongText(parameter.path("schema"), in.equals("path"))
                    : knownOr(name, parameter.path("schema"));
            switch (in) {
                case "path" -> inPath.put(name, value);
                case "query" -> inQuery.add(encoded(name) + "=" + encoded(value));
                case "header" -> headers.addAll(List.of(name, value.replaceAll("[^ -~]", "x")));
                default -> throw new IllegalStateException(in);
            }
        }
        JsonNode content = body.isMissingNode() ? null
                : bad == parameters.size() ? generator.wrong(body) : generator.right(body);
        if (content != null) {
            headers.addAll(List.of("Content-Type", JSON));
        }
        String path = path(operation, inPath, inQuery);
        Http.Answer answer = http.send(operation.method().toUpperCase(), path, content == null ? null : content.toString(),
                headers.toArray(String[]::new));
        String request = operation.method() + " " + path + " " + headers + " " + content;
        if (bad >= 0 && bad < parameters.size() && parameters.get(bad).path("in").asText().equals("path")
                && answer.status() == 404) {
            // Another address, at which there is nothing.
            return;
        }
        requireAsDocumented(operation, request, answer);
        if (bad == parameters.size() && !errors(body, content).isEmpty()) {
            assertThat(answer.status()).as("%s: %s", request, answer).isIn(400, 422);
        } else if (bad < 0) {
            assertThat(answer.status()).as("%s: %s", request, answer).isNotIn(415, 422, 500);
        }
    }

    private void askForWhatCannotBeHad(Operation operation) {
        Map<String, String> inPath = new LinkedHashMap<>();
        operation.parameters().stream().filter(parameter -> parameter.path("in").asText().equals("path"))
                .forEach(parameter -> inPath.put(parameter.path("name").asText(),
                        knownOr(parameter.path("name").asText(), parameter.path("schema"))));
        String path = path(operation, inPath, List.of());
        JsonNode body = schemaOfBody(operation);
        if (body.isMissingNode()) {
            require(operation, http.get(path, "Accept", "image/png"), 406);
        } else {
            String content = generator.right(body).toString();
            String method = operation.method().toUpperCase();
            require(operation, http.send(method, path, content, "Content-Type", "text/plain"), 415);
            require(operation, http.send(method, path, " ".repeat(1024 * 1024 + 1), "Content-Type", JSON), 413);
            if (operation.json().path("responses").has("406")) {
                require(operation, http.send(method, path, content, "Content-Type", JSON, "Accept", "image/png"), 406);
            }
        }
    }

    private void require(Operation operation, Http.Answer answer, int status) {
        assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(status);
        requireAsDocumented(operation, "what cannot be had", answer);
    }

    private void requireAsDocumented(Operation operation, String request, Http.Answer answer) {
        String status = Integer.toString(answer.status());
        JsonNode documented = resolved(operation.json().path("responses").path(status));
        assertThat(documented.isMissingNode()).as("%s answered what is not documented: %s", request, answer).isFalse();
        answered.computeIfAbsent(operation.toString(), none -> new TreeSet<>()).add(status);
        documented.path("headers").properties().stream()
                .filter(header -> resolved(header.getValue()).path("required").asBoolean())
                .forEach(header -> assertThat(answer.header(header.getKey())).as("%s: %s", request, header).isNotEmpty());
        JsonNode content = documented.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s: %s", request, answer).isEmpty();
            return;
        }
        String mediaType = answer.header("Content-Type").split(";")[0];
        assertThat(content.has(mediaType)).as("%s: %s", request, answer).isTrue();
        if (mediaType.endsWith("json")) {
            assertThat(errors(content.path(mediaType).path("schema"), answer.json())).as("%s: %s", request, answer).isEmpty();
        }
    }

    private String knownOr(String name, JsonNode schema) {
        List<String> values = known.getOrDefault(name, List.of());
        // Something that is not there is right as well.
        return !values.isEmpty() && generator.below(4) > 0 ? values.get(generator.below(values.size()))
                : generator.right(schema).asText();
    }

    private static String path(Operation operation, Map<String, String> inPath, List<String> inQuery) {
        String path = operation.path();
        for (Map.Entry<String, String> parameter : inPath.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        return path + (inQuery.isEmpty() ? "" : "?" + String.join("&", inQuery));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isStream(Operation operation) {
        return operation.json().path("responses").path("200").path("content").has("text/event-stream");
    }

    private JsonNode schemaOfBody(Operation operation) {
        return resolved(operation.json().path("requestBody")).path("content").path(JSON).path("schema");
    }

    private List<com.networknt.schema.Error> errors(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema.toString(), text -> {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
            root.set("components", document.path("components"));
            return SCHEMAS.getSchema(root);
        }).validate(value);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private List<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(member.getKey(), path.getKey(), member.getValue(),
                                Stream.of(path.getValue().path("parameters"), member.getValue().path("parameters"))
                                        .flatMap(JsonNode::valueStream).map(this::resolved).toList())))
                .toList();
    }

    private record Operation(String method, String path, JsonNode json, List<JsonNode> parameters) {

        @Override
        public String toString() {
            return method.toUpperCase() + " " + path;
        }
    }
}

package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewallet.cli.Installation;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Tokens;
import org.ewallet.cli.clients.Letter;
import org.ewallet.system.OpenApiDocument.Operation;

/**
 * Asks the web API whatever its OpenAPI document allows, and some of what it does not, and holds each answer against the
 * document: its status must be documented, its media type, headers and body must be as documented. In the end every
 * documented answer was had, but some that cannot be caused here. See docs/adr/0013.
 */
final class OpenApiContract {

    /** Requests per operation, half of them with one thing that the document does not allow. */
    private static final int REQUESTS = 60;
    private static final int TOO_MANY = 2_000;
    private static final int MOST_STREAMS = 10;
    private static final int TOO_LARGE = 1024 * 1024 + 1;
    private static final long SEED = 7;
    private static final String JSON = "application/json";

    /** Of whom each may do something else; the one who gives orders last, because they change what is there. */
    private static final List<String> CALLERS = List.of("somebody-else", Tokens.SENDER, Tokens.AUDITOR, Tokens.OPERATOR);

    /** Nothing that is known causes it in any operation; what does is a bug. */
    private static final String INTERNAL_ERROR = "500";

    private static final String UNAVAILABLE = "503";

    /**
     * Where nothing is unavailable here: they ask services and a database in the process of the web API itself. The tests of
     * the web API show what is answered where those are somewhere else, or nowhere.
     */
    private static final List<String> ALWAYS_AVAILABLE = List.of("GET /api/wallets/", "GET /api/persons/",
            "GET /api/commands/", "GET /api/notifications", "GET /api/ledger/");

    private final Installation installation;
    private final Http http;
    private final OpenApiDocument document;
    private final Subjects subjects;
    private final Generator generator;

    /** What is there, by the first parameter of a path: the values of all its parameters, by name. */
    private final Map<String, Map<String, String>> there = new TreeMap<>();

    /** The statuses that each operation has answered. */
    private final Map<String, Set<String>> answered = new TreeMap<>();

    OpenApiContract(Installation installation) {
        this.installation = installation;
        this.http = new Http(installation);
        this.document = new OpenApiDocument(http.get("/openapi", "Accept", JSON).json());
        this.subjects = new Subjects(installation);
        this.generator = new Generator(SEED, document::resolved,
                (schema, value) -> document.errors(schema, value).isEmpty());
    }

    private record Request(String path, String body, List<String> headers) {
    }

    /** Asks each operation what it is made for, and what it is not. */
    void requireAnswersAsDocumented() {
        for (Operation operation : document.operations()) {
            look(operation);
            boolean takesSomething = !operation.parameters().isEmpty() || operation.takesBody();
            for (int i = 0; i < (takesSomething ? REQUESTS : 1); i++) {
                ask(operation, i % 2 == 1);
            }
            askForWhatCannotBeHad(operation);
        }
    }

    /** Asks each operation in the name of nobody, of somebody who is not believed, and of everybody who may do something. */
    void requireAnswersToEverybody() {
        for (Operation operation : document.operations()) {
            look(operation);
            Request request = plain(operation);
            require(operation, sendAs(null, operation, request), 401);
            require(operation, sendAs(null, operation, request, "Authorization", "Bearer nonsense"), 401);
            for (String caller : CALLERS) {
                requireAsDocumented(operation, caller + " " + request, sendAs(caller, operation, request));
            }
        }
    }

    /** Asks for what only some requests in a row lead to: a copy that is right, an id that is reused, too much at once. */
    void requireAnswersToRequestsInARow() {
        String wallet = "/api/wallets/" + subjects.walletId();
        require(document.operation("GET /api/wallets/{walletId}"),
                http.get(wallet, "If-None-Match", http.get(wallet).header("ETag")), 304);

        Operation put = document.operation("PUT /api/commands/{commandId}");
        String address = "/api/commands/" + Letter.newId();
        String letter = "{\"type\":\"ReleaseHold\",\"data\":{\"holdId\":\"%s\"}}";
        require(put, http.put(address, letter.formatted("one")), 202);
        require(document.operation("GET /api/commands/{commandId}"), http.get(address + "?wait=30s"), 200);
        require(put, http.put(address, letter.formatted("other")), 409);
        // Nobody else's: other tests send too.
        String hasty = "hasty-" + Letter.newId();
        require(put, IntStream.range(0, TOO_MANY).parallel()
                .mapToObj(i -> http.sendAs(hasty, "PUT", address, "{}", "Content-Type", "application/json"))
                .filter(answer -> answer.status() == 429).findAny().orElseThrow(), 429);
        listenTooOften();
    }

    /** Asks each operation while the broker is down: also then nothing comes that is not documented. */
    void requireAnswersWithoutBroker() {
        installation.stop(PartName.BROKER, SystemTest.OUTPUT);
        for (Operation operation : document.operations()) {
            Request request = plain(operation);
            Http.Answer answer = http.send(operation.method(), request.path(), request.body(),
                    request.headers().toArray(String[]::new));
            requireAsDocumented(operation, "without broker: " + request, answer);
            if (operation.responses().containsKey(UNAVAILABLE) && !isAlwaysAvailable(operation)) {
                assertThat(answer.status()).as("without broker: %s: %s", request, answer).isEqualTo(503);
            }
        }
        installation.start(SystemTest.OUTPUT);
        Waiting.until("letters are taken again", () -> http.put("/api/commands/" + Letter.newId(),
                "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"nobody\"}}").status() == 202);
    }

    /** Shows that every documented answer of every operation was had, but exactly those that cannot be had here. */
    void requireCoverage() {
        List<String> missing = new ArrayList<>();
        List<String> excused = new ArrayList<>();
        for (Operation operation : document.operations()) {
            operation.responses().keySet().stream().filter(status -> !answered(operation).contains(status))
                    .forEach(status -> missing.add(operation + ": " + status));
            excused.add(operation + ": " + INTERNAL_ERROR);
            if (isAlwaysAvailable(operation)) {
                excused.add(operation + ": " + UNAVAILABLE);
            }
        }
        assertThat(missing).as("documented answers that were not had").containsExactlyInAnyOrderElementsOf(excused);
    }

    private static boolean isAlwaysAvailable(Operation operation) {
        return ALWAYS_AVAILABLE.stream().anyMatch(operation.toString()::startsWith);
    }

    /** A line per operation with the statuses that were answered, and how many of all documented ones those are. */
    String coverage() {
        StringBuilder lines = new StringBuilder();
        for (Operation operation : document.operations()) {
            lines.append(operation).append(": ").append(answered(operation)).append(" of ")
                    .append(operation.responses().keySet()).append('\n');
        }
        return lines + "operations asked: " + answered.size() + " of " + document.operations().size()
                + ", documented answers seen: " + answered.values().stream().mapToInt(Set::size).sum() + " of "
                + document.operations().stream().mapToInt(operation -> operation.responses().size()).sum();
    }

    private Set<String> answered(Operation operation) {
        return answered.getOrDefault(operation.toString(), Set.of());
    }

    /** Looks for something that this operation can be asked about; what was there may be gone. */
    private void look(Operation operation) {
        operation.inPath().stream().findFirst().ifPresent(first -> there.put(first, subjects.inPath(operation.inPath())));
    }

    private void ask(Operation operation, boolean spoilt) {
        List<JsonNode> parameters = operation.parameters();
        int bad = spoilt ? generator.below(parameters.size() + (operation.takesBody() ? 1 : 0)) : -1;
        // Something that is not there is right as well.
        Map<String, String> found = generator.below(4) == 0 ? Map.of() : there(operation);
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
            JsonNode schema = parameter.path("schema");
            String value = i == bad ? generator.wrongText(schema, in.equals("path"))
                    : valueOr(in.equals("path") ? found : subjects.inQuery(), name, schema);
            switch (in) {
                case "path" -> inPath.put(name, value);
                case "query" -> inQuery.add(encoded(name) + "=" + encoded(value));
                case "header" -> headers.addAll(List.of(name, value.replaceAll("[^ -~]", "x")));
                default -> throw new IllegalStateException(in);
            }
        }
        JsonNode content = !operation.takesBody() ? null
                : bad == parameters.size() ? generator.wrong(operation.body()) : generator.right(operation.body());
        if (content != null) {
            headers.addAll(List.of("Content-Type", JSON));
        }
        String path = path(operation, inPath) + (inQuery.isEmpty() ? "" : "?" + String.join("&", inQuery));
        Http.Answer answer = http.send(operation.method(), path, content == null ? null : content.toString(),
                headers.toArray(String[]::new));
        String request = operation.method() + " " + path + " " + headers + " " + content;
        if (bad >= 0 && bad < parameters.size() && parameters.get(bad).path("in").asText().equals("path")
                && answer.status() == 404) {
            // Another address, at which there is nothing.
            return;
        }
        requireAsDocumented(operation, request, answer);
        if (bad == parameters.size() && !document.errors(operation.body(), content).isEmpty()) {
            assertThat(answer.status()).as("%s: %s", request, answer).isIn(400, 422);
        } else if (bad < 0) {
            assertThat(answer.status()).as("%s: %s", request, answer).isNotIn(415, 422, 500);
        }
    }

    private void askForWhatCannotBeHad(Operation operation) {
        String method = operation.method();
        Request request = plain(operation);
        if (operation.takesBody()) {
            require(operation, http.send(method, request.path(), request.body(), "Content-Type", "text/plain"), 415);
            require(operation, http.send(method, request.path(), " ".repeat(TOO_LARGE), "Content-Type", JSON), 413);
        }
        if (operation.responses().containsKey("406")) {
            require(operation, sendAs(Http.role(method), operation, request, "Accept", "image/png"), 406);
        }
    }

    private void listenTooOften() {
        Operation events = document.operation("GET /api/events");
        String listener = "listener-" + Letter.newId();
        List<InputStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_STREAMS; i++) {
                HttpResponse<InputStream> stream = http.openAs(listener, events.path());
                streams.add(stream.body());
                assertThat(stream.statusCode()).isEqualTo(200);
            }
            require(events, http.sendAs(listener, "GET", events.path(), null), 429);
        } finally {
            for (InputStream stream : streams) {
                close(stream);
            }
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operation is made for, about something that is there, and nothing more. */
    private Request plain(Operation operation) {
        return operation.takesBody()
                ? new Request(path(operation, there(operation)), generator.right(operation.body()).toString(),
                        List.of("Content-Type", JSON))
                : new Request(path(operation, there(operation)), null, List.of());
    }

    /** For what is put, where nothing is yet. */
    private Map<String, String> there(Operation operation) {
        if (operation.method().equals("PUT")) {
            return operation.inPath().stream().collect(Collectors.toMap(name -> name, name -> Letter.newId()));
        }
        return operation.inPath().isEmpty() ? Map.of() : there.get(operation.inPath().get(0));
    }

    private Http.Answer sendAs(String caller, Operation operation, Request request, String... more) {
        return http.sendAs(caller, operation.method(), request.path(), request.body(),
                Stream.concat(request.headers().stream(), Stream.of(more)).toArray(String[]::new));
    }

    private void require(Operation operation, Http.Answer answer, int status) {
        assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(status);
        requireAsDocumented(operation, operation.toString(), answer);
    }

    private void requireAsDocumented(Operation operation, String request, Http.Answer answer) {
        document.requireAsDocumented(operation, request, answer);
        answered.computeIfAbsent(operation.toString(), none -> new TreeSet<>()).add(Integer.toString(answer.status()));
    }

    private String valueOr(Map<String, String> found, String name, JsonNode schema) {
        return found.containsKey(name) ? found.get(name) : generator.right(schema).asText();
    }

    private static String path(Operation operation, Map<String, String> values) {
        String path = operation.path();
        for (String name : operation.inPath()) {
            path = path.replace("{" + name + "}", encoded(values.get(name)));
        }
        return path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

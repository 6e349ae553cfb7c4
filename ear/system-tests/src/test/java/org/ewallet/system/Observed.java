package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.MessageTypes;
import org.ewallet.messaging.CloudEvents;

/** What those see who watch an installation that runs: metrics, traces, logs. */
final class Observed {

    private static final int ACCEPTED = 202;
    private static final double LONG_SECONDS = 3_600;
    private static final String SENDER_SPAN = "00f067aa0ba902b7";
    private static final Path FILES = Path.of("../../server-config/observability");
    private static final Path TABLE = Path.of("../../docs/observability.md");
    private static final Pattern NAME = Pattern.compile("`(ewallet_\\w+)`");
    private static final Pattern LABEL_OF_TEXT = Pattern.compile("\\$labels\\.(\\w+)");

    private final Installation installation;
    private final Collector collector;
    private final HttpClient http;
    private final String trace = newTrace();
    private final Letter transfer;
    private final List<String> persons = new ArrayList<>();

    /** Sends money from one person to another, and waits for the mail. */
    Observed(Installation installation, Collector collector) {
        this.installation = installation;
        this.collector = collector;
        this.http = installation.httpClient().build();
        String johny = register();
        String mary = register();
        put(Letter.with("DepositFunds", "walletId", johny + ".EUR", "amountMinor", 10_000, "currency", "EUR"), newTrace());
        transfer = Letter.with("TransferFunds", "sourceWalletId", johny + ".EUR", "targetWalletId", mary + ".EUR",
                "amountMinor", 1250, "currency", "EUR");
        put(transfer, trace);
        Waiting.until("two mails came", () -> installation.mailbox().mailsTo(mary + "@example.org").size() == 2);
    }

    /** A transfer that is sent by HTTP is one trace, from the request to the mail to whoever got the money. */
    void requireOneTrace() {
        Waiting.until("the mail and its parents are in the trace", () -> path().size() == 4);

        List<Span> path = path();
        assertThat(path.subList(0, 3)).extracting(Span::getName)
                .containsExactly("hand over EMAIL", "handle TransferCompleted", "handle TransferFunds");
        assertThat(path.get(3).getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(Collector.parent(path.get(3))).as("what the request named").isEqualTo(SENDER_SPAN);
        assertThat(attributes(path.get(2))).containsEntry("messaging.message.id", transfer.id())
                .containsEntry("messaging.destination.name", "wallet.commands")
                .containsEntry("ewallet.outcome", "COMPLETED");
        assertThat(attributes(path.get(1))).containsEntry("messaging.destination.name", "notification.wallet-events");
        assertThat(attributes(path.get(0))).containsEntry("ewallet.result", "SENT");
        assertThat(path).allSatisfy(span -> assertThat(attributes(span))
                .as("a trace names nobody").doesNotContainValue(persons.get(0)).doesNotContainValue(persons.get(1)));
        assertThat(path.subList(0, 3)).allSatisfy(span ->
                assertThat(attributes(span)).containsEntry("messaging.message.conversation_id", transfer.id()));
    }

    /** Each line of the log is one JSON object, and one about a letter names its command and its trace. */
    void requireLogsAsJson() {
        String badTrace = newTrace();
        sendOverJms(new Letter(transfer.id(), transfer.type(), transfer.data().replace("1250", "1251")), badTrace);
        Path log = installation.part(installation.settings().appServer()).log();

        Waiting.until("the log tells of the letter",
                () -> lines(log).stream().anyMatch(line -> line.contains("ID_REUSED_WITH_OTHER_CONTENT")));

        assertThat(lines(log)).allSatisfy(line -> assertThat(Codec.readTree(line).isObject()).as(line).isTrue());
        assertThat(lines(log)).map(Codec::readTree)
                .filteredOn(line -> line.path("commandId").asText().equals(transfer.id())).singleElement()
                .satisfies(line -> {
                    assertThat(line.path("LogMessage").asText())
                            .contains("wallet.commands.invalid", "ID_REUSED_WITH_OTHER_CONTENT");
                    assertThat(line.path("traceId").asText()).isEqualTo(badTrace);
                    assertThat(line.path("letterId").asText()).isEqualTo(transfer.id());
                });
    }

    /** What the dashboard and the alert rules ask for is there, and each query can be read. */
    void requireWhatDashboardAndAlertsAskFor() {
        List<String> queries = new ArrayList<>();
        JsonNode dashboard = read(new ObjectMapper(), "dashboard.json");
        dashboard.findValuesAsText("expr").forEach(queries::add);
        JsonNode alerts = read(new YAMLMapper(), "alerts.yaml");
        List<JsonNode> rules = new ArrayList<>();
        alerts.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        rules.forEach(rule -> queries.add(rule.path("expr").asText()));
        assertThat(dashboard.findValuesAsText("expr")).hasSizeGreaterThan(20);
        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("Ewallet");
            assertThat(rule.path("labels").path("severity").asText()).isIn("warning", "critical");
            assertThat(labelsOfTexts(rule)).isSubsetOf(labelsOf(rule.path("expr").asText()));
        });

        Map<String, Set<String>> exposed = exposed();
        assertThat(queries).allSatisfy(query -> {
            PromQl read = PromQl.read(query);
            assertThat(read.metrics()).as(query).isNotEmpty();
            read.metrics().forEach((metric, labels) -> {
                assertThat(exposed).as(query).containsKey(metric);
                assertThat(exposed.get(metric)).as(query).containsAll(labels).containsAll(read.grouped());
            });
        });
        assertThat(dashboard.findValuesAsText("definition")).containsExactly("label_values(ewallet_box_letters, box)");
    }

    /** The table in the documentation has every metric. */
    void requireDocumentedMetrics() {
        Set<String> documented = NAME.matcher(text(TABLE)).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
        Set<String> exposed = exposed().keySet().stream().filter(name -> name.startsWith("ewallet_"))
                .map(name -> name.replaceAll("_(count|sum|max|mean)$", "")).collect(Collectors.toCollection(TreeSet::new));

        assertThat(exposed).hasSizeGreaterThan(15);
        assertThat(exposed.stream().map(name -> documented.contains(name) ? name : name.replaceAll("_seconds$", "")))
                .isSubsetOf(documented);
        assertThat(documented).allSatisfy(name -> assertThat(exposed).contains(name));
    }

    /** What is called seconds is in seconds, but for quantiles: nothing here took longer than the test. */
    void requireSeconds() {
        List<String> seconds = metrics().stream().flatMap(String::lines)
                .filter(line -> line.matches("ewallet_\\w+_seconds(_max|_mean|_sum)?\\{.*"))
                .filter(line -> !line.contains("quantile=")).toList();

        assertThat(seconds).hasSizeGreaterThan(10).allSatisfy(line ->
                assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' ')))).as(line).isBetween(0.0, LONG_SECONDS));
    }

    private String register() {
        String person = "p" + newTrace().substring(0, 12);
        put(Letter.with("RegisterPerson", "personId", person, "name", person, "email", person + "@example.org"), newTrace());
        persons.add(person);
        Waiting.until("the wallet is there",
                () -> installation.webApi().find("/api/wallets/" + person + ".EUR").isPresent());
        return person;
    }

    private void put(Letter letter, String traceId) {
        Http.Answer answer = new Http(installation).send("PUT", "/api/commands/" + letter.id(),
                "{\"type\":\"" + letter.type() + "\",\"data\":" + letter.data() + "}",
                "Content-Type", "application/json", "traceparent", traceparent(traceId));
        assertThat(answer.status()).isEqualTo(ACCEPTED);
    }

    /** Past the front door, which would refuse a letter that contradicts another one. */
    private void sendOverJms(Letter letter, String traceId) {
        BrokerAddress broker = installation.broker(BrokerUser.SENDER);
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(broker.core());
                JMSContext jms = connections.createContext(broker.user(), broker.password())) {
            Envelope envelope = new Envelope(letter.id(), MessageTypes.TYPE_PREFIX + letter.type(), "tests", null, null, null,
                    null, traceparent(traceId), null);
            jms.createProducer().send(jms.createQueue(Destinations.WALLET_COMMANDS),
                    CloudEvents.write(jms, new org.ewallet.messaging.Letter(envelope, letter.data())));
        }
    }

    private static String traceparent(String traceId) {
        return "00-" + traceId + "-" + SENDER_SPAN + "-01";
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The mail of the transfer and its parents as far as they have come, the mail first. */
    private List<Span> path() {
        List<Span> all = collector.trace(trace);
        List<Span> path = new ArrayList<>();
        Optional<Span> next = all.stream().filter(span -> span.getName().equals("hand over EMAIL")).findFirst();
        while (next.isPresent()) {
            Span child = next.get();
            path.add(child);
            next = all.stream().filter(span -> Collector.id(span).equals(Collector.parent(child))).findFirst();
        }
        return path;
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(KeyValue::getKey, pair -> pair.getValue().getStringValue()));
    }

    private Map<String, Set<String>> exposed() {
        Map<String, Set<String>> exposed = new HashMap<>();
        metrics().forEach(text -> exposed.putAll(PromQl.exposed(text)));
        return exposed;
    }

    /** What each process exposes. */
    private List<String> metrics() {
        List<String> texts = new ArrayList<>();
        Settings settings = installation.settings();
        boolean alone = settings.server() == Server.PAYARA_SERVER;
        for (String root : alone ? List.of(settings.webRoot()) : List.of(settings.webRoot(), settings.notificationRoot())) {
            HttpResponse<String> metrics = send(HttpRequest.newBuilder(URI.create(root + "/metrics"))
                    .header("Accept", "text/plain").build());
            texts.add(metrics.body());
        }
        return texts;
    }

    private static Set<String> labelsOf(String query) {
        PromQl read = PromQl.read(query);
        return Stream.concat(read.grouped().stream(), read.metrics().values().stream().flatMap(Set::stream))
                .collect(Collectors.toSet());
    }

    private static Set<String> labelsOfTexts(JsonNode rule) {
        return LABEL_OF_TEXT.matcher(rule.path("annotations").toString()).results()
                .map((MatchResult found) -> found.group(1)).collect(Collectors.toSet());
    }

    private static JsonNode read(ObjectMapper mapper, String file) {
        try {
            return mapper.readTree(FILES.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what Java itself says at its start of options in the environment. */
    private static List<String> lines(Path log) {
        return text(log).lines().filter(line -> !line.startsWith("NOTE: Picked up ")).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

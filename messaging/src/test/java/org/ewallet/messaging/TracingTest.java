package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.jms.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Codec;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how letters belong to traces: while tracing is on, and what is passed on while it is off. */
class TracingTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SENDER = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + SENDER + "-01";
    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");
    private static final TransferFunds PALACE =
            new TransferFunds("johny.EUR", "mary.EUR", LittleBank.MAX_AMOUNT_MINOR + 1, "EUR", "palace");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder().setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build()).build();
    private final Tracing on = Tracing.of(name -> Optional.of("false"), () -> telemetry);
    private final String id = Ids.next();
    private Office office;

    @BeforeEach
    void open() throws SQLException {
        office = Office.ofCommands(BROKER, DATABASE);
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
        telemetry.close();
    }

    @Test
    void handlingIsAChildOfWhatTheSenderNamedAndTheParentOfTheEvent() throws Exception {
        office.tracedBy(on);
        office.post.send(office.box.queue(), letter(id, LUNCH, TRACEPARENT));

        office.deliverAll();

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("handle TransferFunds");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(SENDER);
        assertThat(attribute(span, "messaging.destination.name")).isEqualTo(office.box.queue());
        assertThat(attribute(span, "messaging.message.id")).isEqualTo(id);
        assertThat(attribute(span, "ewallet.outcome")).isEqualTo("COMPLETED");
        assertThat(traceparentOfEvent()).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    @Test
    void everyLetterOfABatchKeepsItsOwnTrace() throws Exception {
        office.tracedBy(on);
        String other = TRACEPARENT.replace(TRACE, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        office.post.send(office.box.queue(), letter(id, LUNCH, TRACEPARENT), letter(Ids.next(), PALACE, other));

        office.deliverAll();

        assertThat(office.batches()).hasSize(1);
        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getTraceId, span -> attribute(span, "ewallet.outcome"),
                        span -> attribute(span, "ewallet.reason"))
                .containsExactly(tuple(TRACE, "COMPLETED", null),
                        tuple("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "REJECTED", "INSUFFICIENT_FUNDS"));
    }

    @Test
    void letterOfASenderWithoutATraceBeginsOne() throws Exception {
        office.tracedBy(on);
        office.post.send(office.box.queue(), letter(id, LUNCH, null));

        office.deliverAll();

        assertThat(onlySpan().getParentSpanContext().isValid()).isFalse();
        assertThat(traceparentOfEvent()).contains(onlySpan().getTraceId(), onlySpan().getSpanId());
    }

    @Test
    void repeatIsNotHandledAndHasNoSpan() throws Exception {
        office.tracedBy(on);
        office.post.send(office.box.queue(), letter(id, LUNCH, TRACEPARENT),
                letter(id, LUNCH, TRACEPARENT.replace(SENDER, "1111111111111111")));

        office.deliverAll();

        assertThat(onlySpan().getParentSpanId()).isEqualTo(SENDER);
        assertThat(office.post.takeAll(office.box.invalid())).as("a trace is no content").isEmpty();
    }

    @Test
    void failureShowsInTheTrace() throws Exception {
        office.tracedBy(on);
        office.bank.breakAt(letter -> true);
        office.post.send(office.box.queue(), letter(id, LUNCH, TRACEPARENT));

        office.deliver();

        assertThat(onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(onlySpan().getTraceId()).isEqualTo(TRACE);
    }

    @Test
    void whileTracingIsOffTheEventNamesWhatTheCommandNamed() throws Exception {
        office.tracedBy(Tracing.OFF);
        office.post.send(office.box.queue(), letter(id, LUNCH, TRACEPARENT));

        office.deliverAll();

        assertThat(traceparentOfEvent()).isEqualTo(TRACEPARENT);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void nothingIsAskedOfOpenTelemetryUnlessItIsSwitchedOn() {
        assertThat(Tracing.of(name -> Optional.empty(), () -> {
            throw new AssertionError("asked");
        })).isSameAs(Tracing.OFF);
        assertThat(Tracing.of(name -> Optional.of("true"), () -> telemetry)).isSameAs(Tracing.OFF);
    }

    @Test
    void letterForARequestNamesWhatTheRequestNamed() {
        assertThat(Tracing.traceparent(TRACEPARENT)).isEqualTo(TRACEPARENT);
        assertThat(Tracing.traceparent(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
    void whatHasNotTheFormOfW3cIsNotPassedOn(String requested) {
        assertThat(Tracing.traceparent(requested)).isNull();
    }

    @Test
    void letterForARequestThatIsTracedNamesThatSpan() {
        Span span = telemetry.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = span.makeCurrent()) {
            assertThat(scope).isNotNull();
            assertThat(Tracing.traceparent(TRACEPARENT)).contains(span.getSpanContext().getSpanId());
        } finally {
            span.end();
        }
    }

    @Test
    void oneSettingSwitchesTracingOn() {
        TelemetrySettings settings = new TelemetrySettings(Map.of("EWALLET_OTLP_ENDPOINT", "http://localhost:4318"));

        assertThat(settings.getValue("otel.sdk.disabled")).isEqualTo("false");
        assertThat(settings.getValue("otel.exporter.otlp.endpoint")).isEqualTo("http://localhost:4318");
        assertThat(settings.getPropertyNames()).contains("otel.exporter.otlp.protocol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void withoutThatSettingNothingIsSet(String endpoint) {
        assertThat(new TelemetrySettings(Map.of("EWALLET_OTLP_ENDPOINT", endpoint)).getPropertyNames()).isEmpty();
        assertThat(new TelemetrySettings(Map.of()).getPropertyNames()).isEmpty();
    }

    private Message letter(String letterId, TransferFunds data, String traceparent) {
        return office.post.letter(Post.envelope(letterId, MessageTypes.typeOf(data.getClass()))
                .withTraceparent(traceparent), Codec.write(data));
    }

    private SpanData onlySpan() {
        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private String traceparentOfEvent() {
        List<Message> events = office.takeEvents();
        assertThat(events).hasSize(1);
        return Post.text(events.get(0), "cloudEvents_traceparent");
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }
}

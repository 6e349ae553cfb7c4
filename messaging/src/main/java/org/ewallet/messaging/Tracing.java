package org.ewallet.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ewallet.contract.Outcome;

/**
 * Traces of OpenTelemetry through letters: what is done because of a letter is a child of the span that its sender named
 * in the W3C {@code traceparent}, and becomes the parent of what follows from it. Switched off, nothing is made, and what
 * follows from a letter names the same parent as the letter.
 */
public final class Tracing {

    /** Traces nothing. */
    public static final Tracing OFF = new Tracing(null);

    private static final String SWITCH = "otel.sdk.disabled";
    private static final String SCOPE = "org.ewallet";
    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public String get(String traceparent, String key) {
            return key.equals(TRACEPARENT) ? traceparent : null;
        }
    };

    private final Tracer tracer;

    private Tracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * As MicroProfile Telemetry is switched on or off.
     *
     * @param settings finds the value of a setting
     * @param telemetry asked only if it is on
     */
    public static Tracing of(Function<String, Optional<String>> settings, Supplier<OpenTelemetry> telemetry) {
        return settings.apply(SWITCH).filter(disabled -> disabled.equalsIgnoreCase("false"))
                .map(on -> new Tracing(telemetry.get().getTracer(SCOPE))).orElse(OFF);
    }

    /**
     * What a letter is to name that is sent for a request: the span that is under way on this thread, or else what the
     * request named.
     *
     * @param requested the header {@code traceparent} of the request; may be null
     * @return null if there is none, or what was requested has not the form of W3C
     */
    public static String traceparent(String requested) {
        return traceparent(Span.current().getSpanContext().isValid() ? Context.current() : contextOf(requested));
    }

    /** The trace that a letter belongs to; empty if it names none. */
    static Optional<String> traceId(String traceparent) {
        return Optional.of(Span.fromContext(contextOf(traceparent)).getSpanContext())
                .filter(context -> context.isValid()).map(context -> context.getTraceId());
    }

    /**
     * Begins a step of work.
     *
     * @param traceparent of the letter that is the cause; may be null
     */
    public Step begin(String name, SpanKind kind, String traceparent) {
        if (tracer == null) {
            return new Step(Span.getInvalid(), traceparent);
        }
        Span span = tracer.spanBuilder(name).setSpanKind(kind).setParent(contextOf(traceparent)).startSpan();
        return new Step(span, traceparent(Context.root().with(span)));
    }

    /** Begins to handle letters; each then names its own handling as the parent of what follows. */
    Batch begin(String box, List<Received<?>> letters) {
        return tracer == null ? new Batch(letters, List.of()) : traced(box, letters);
    }

    private Batch traced(String box, List<Received<?>> letters) {
        List<Received<?>> traced = new ArrayList<>(letters.size());
        List<Step> steps = new ArrayList<>(letters.size());
        for (Received<?> letter : letters) {
            Step step = begin("handle " + letter.message().getClass().getSimpleName(), SpanKind.CONSUMER,
                    letter.envelope().traceparent());
            step.tell("messaging.destination.name", box);
            step.tell("messaging.message.id", letter.envelope().id());
            step.tell("messaging.message.conversation_id", letter.envelope().correlationId());
            step.tell("messaging.batch.message_count", Integer.toString(letters.size()));
            steps.add(step);
            traced.add(letter.tracedBy(step.traceparent()));
        }
        return new Batch(traced, steps);
    }

    private static Context contextOf(String traceparent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, GETTER);
    }

    private static String traceparent(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return headers.get(TRACEPARENT);
    }

    /** A step of work that is under way until it is closed. */
    public static final class Step implements AutoCloseable {

        private final Span span;
        private final String traceparent;

        private Step(Span span, String traceparent) {
            this.span = span;
            this.traceparent = traceparent;
        }

        /** What the letters name that follow from this step; null if there is no trace. */
        public String traceparent() {
            return traceparent;
        }

        /** @param value no name, address or amount: traces are seen by many */
        public void tell(String attribute, String value) {
            span.setAttribute(attribute, value);
        }

        public void failed() {
            span.setStatus(StatusCode.ERROR);
        }

        @Override
        public void close() {
            span.end();
        }
    }

    /** Letters that are handled together. They have failed unless it is told that they succeeded. */
    static final class Batch implements AutoCloseable {

        private final List<Received<?>> letters;
        private final List<Step> steps;
        private boolean succeeded;

        private Batch(List<Received<?>> letters, List<Step> steps) {
            this.letters = letters;
            this.steps = steps;
        }

        List<Received<?>> letters() {
            return letters;
        }

        /** @param decisions one per letter, in their order */
        void decided(List<Decision> decisions) {
            for (int i = 0; i < steps.size(); i++) {
                Outcome outcome = decisions.get(i).outcome();
                steps.get(i).tell("ewallet.outcome", outcome.status().name());
                if (outcome.reason() != null) {
                    steps.get(i).tell("ewallet.reason", outcome.reason().name());
                }
            }
        }

        void succeeded() {
            succeeded = true;
        }

        @Override
        public void close() {
            for (Step step : steps) {
                if (!succeeded) {
                    step.failed();
                }
                step.close();
            }
        }
    }
}

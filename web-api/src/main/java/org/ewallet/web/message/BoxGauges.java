package org.ewallet.web.message;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.ewallet.messaging.operations.Box;
import org.ewallet.web.health.Readers;
import org.ewallet.web.health.Reading;

/**
 * The boxes as metrics with the tag {@code box}; {@code docs/observability.md} has a table of them. The broker is asked
 * when somebody looks, at most once a second. While it does not answer, what only it knows is not a number.
 */
@ApplicationScoped
public class BoxGauges implements Readers {

    private static final double MILLIS_PER_SECOND = 1_000;

    @Inject
    private BrokerDepths broker;

    @Inject
    private MetricRegistry registry;

    @Resource
    private ManagedExecutorService threads;

    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private Reading<State> reading;

    /** For CDI. */
    public BoxGauges() {
    }

    /** For tests. */
    BoxGauges(BrokerDepths broker, MetricRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        start(threads);
    }

    /** Shows the boxes that every installation has; others when the broker has told of them. */
    void start(Executor executor) {
        reading = new Reading<>(this::ask, executor);
        gauge("ewallet_broker_up", "1 if the broker answers and what a crash left open is settled, else 0",
                MetricUnits.NONE,
                () -> reading.latest().isPresent() ? 1 : 0);
        gauge("ewallet_transactions_in_doubt", "Transactions that the broker has prepared and that have not ended",
                MetricUnits.NONE,
                () -> told(state -> Optional.of((double) state.inDoubt())));
        Box.ALL.stream().map(Box::name).forEach(this::watch);
    }

    @Override
    public Optional<Long> of(String box) {
        return reading.latest().flatMap(state -> state.box(box)).map(BoxState::consumers);
    }

    private void watch(String box) {
        if (!watched.add(box)) {
            return;
        }
        gauge("ewallet_box_letters", "Letters in a box, delayed ones included", box, BoxState::letters);
        gauge("ewallet_box_delayed_letters", "Letters in a box that come later", box, BoxState::delayed);
        gauge("ewallet_box_consumers", "Readers of a box", box, BoxState::consumers);
        gauge("ewallet_box_dead_letters", "Letters of a box whose retries are used up", box, state -> number(state.dead()));
        gauge("ewallet_box_invalid_letters", "Letters of a box that can never be read", box,
                state -> number(state.invalid()));
        gauge("ewallet_box_oldest", "Age of the letter that is next; 0 if none waits", MetricUnits.SECONDS,
                () -> told(state -> state.box(box).map(BoxGauges::ageSeconds)), new Tag("box", box));
    }

    private static double ageSeconds(BoxState box) {
        return box.oldestMillis() == null ? 0 : box.oldestMillis() / MILLIS_PER_SECOND;
    }

    private static double number(Long told) {
        return told == null ? Double.NaN : told;
    }

    private double told(Function<State, Optional<Double>> question) {
        return reading.latest().flatMap(question).orElse(Double.NaN);
    }

    private void gauge(String name, String description, String box, ToDoubleFunction<BoxState> value) {
        gauge(name, description, MetricUnits.NONE, () -> told(state -> state.box(box).map(value::applyAsDouble)),
                new Tag("box", box));
    }

    private void gauge(String name, String description, String unit, Supplier<Number> value, Tag... tags) {
        registry.gauge(Metadata.builder().withName(name).withDescription(description).withUnit(unit).build(), value, tags);
    }

    private State ask() {
        try (BrokerDepths.Conversation conversation = broker.open()) {
            List<BoxState> boxes = conversation.boxes();
            boxes.forEach(box -> watch(box.name()));
            return new State(boxes.stream().collect(Collectors.toMap(BoxState::name, Function.identity())),
                    conversation.preparedTransactions());
        }
    }

    /** What the broker told. */
    private record State(Map<String, BoxState> boxes, int inDoubt) {

        Optional<BoxState> box(String name) {
            return Optional.ofNullable(boxes.get(name));
        }
    }
}

package org.ewallet.web.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.ewallet.contract.Destinations;

/** What the readiness of the services depends on; the broker is asked once for all of them. */
@Singleton
public class Probes {

    static final String READY = "ewallet_service_ready";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Resource
    private UserTransaction transaction;

    @Resource(lookup = "jms/ewallet-frontdoor")
    private ConnectionFactory connections;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    private MetricRegistry metrics;

    @Inject
    private Readers readers;

    private final Map<String, ServiceReadiness> services = new ConcurrentHashMap<>();
    private Probe broker;

    @PostConstruct
    void open() {
        broker = probe("an XA transaction with the broker", this::commitWithBroker);
    }

    /**
     * The readiness of a service that is deployed here.
     *
     * @param box that it reads
     * @param read asks the service's database something small
     */
    <Q> ServiceReadiness readiness(String service, String box, Class<Q> queries, Consumer<Q> read) {
        return services.computeIfAbsent(service, name -> {
            Q bean = beans.select(queries).get();
            return new ServiceReadiness(name, probe("reading for " + name, () -> read.accept(bean)), broker,
                    () -> readers.of(box));
        });
    }

    /** Shows the readiness of a service as the metric {@value #READY}. */
    void watch(String service, ServiceReadiness readiness) {
        Reading<Boolean> ready = new Reading<>(() -> readiness.hindrance().isEmpty(), executor);
        metrics.gauge(Metadata.builder().withName(READY).withDescription("1 if /health/ready says so, else 0").build(),
                () -> ready.latest().orElse(false) ? 1 : 0, new Tag("service", service));
    }

    /** Whether the broker answers and what a crash left open is settled with it. */
    public boolean brokerAnswers() {
        return broker.succeeds();
    }

    private Probe probe(String name, Probe.Attempt attempt) {
        return new Probe(name, attempt, PATIENCE, System::nanoTime);
    }

    /** Payara lets no XA transaction begin before it has recovered those of its last life. */
    private void commitWithBroker() throws Exception {
        transaction.begin();
        try {
            askBroker();
            transaction.commit();
        } finally {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        }
    }

    private void askBroker() {
        try (JMSContext jms = connections.createContext()) {
            // A context is lazy; naming a destination makes it ask the broker.
            jms.createQueue(Destinations.ACCOUNT_COMMANDS);
        }
    }
}

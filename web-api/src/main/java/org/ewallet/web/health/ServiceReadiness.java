package org.ewallet.web.health;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether one service can do its work. */
final class ServiceReadiness implements HealthCheck {

    private final String name;
    private final BooleanSupplier webLoaded;
    private final Probe database;
    private final Probe broker;

    ServiceReadiness(String name, BooleanSupplier webLoaded, Probe database, Probe broker) {
        this.name = name;
        this.webLoaded = webLoaded;
        this.database = database;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return hindrance()
                .map(hindrance -> HealthCheckResponse.named(name).down()
                        .withData(hindrance.part(), hindrance.detail()).build())
                .orElseGet(() -> HealthCheckResponse.up(name));
    }

    /** The first thing that keeps the service from its work; empty if it is ready. */
    Optional<Hindrance> hindrance() {
        if (!webLoaded.getAsBoolean()) {
            return Optional.of(new Hindrance("web", "is not loaded yet"));
        }
        if (!database.succeeds()) {
            return Optional.of(new Hindrance("database", "does not answer"));
        }
        if (!broker.succeeds()) {
            return Optional.of(new Hindrance("broker", "does not answer, or XA recovery is not over"));
        }
        return Optional.empty();
    }

    /** What is missing, and how it shows. */
    record Hindrance(String part, String detail) {
    }
}

package org.ewallet.web.health;

import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether one service can do its work. */
final class ServiceReadiness {

    private final String name;
    private final Probe database;
    private final Probe broker;

    ServiceReadiness(String name, Probe database, Probe broker) {
        this.name = name;
        this.database = database;
        this.broker = broker;
    }

    HealthCheckResponse call() {
        return hindrance()
                .map(hindrance -> HealthCheckResponse.named(name).down()
                        .withData(hindrance.part(), hindrance.detail()).build())
                .orElseGet(() -> HealthCheckResponse.up(name));
    }

    /** The first thing that keeps the service from its work; empty if it is ready. */
    Optional<Hindrance> hindrance() {
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

package org.ewallet.web.health;

import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether one service can do its work. */
final class ServiceReadiness {

    private final String name;
    private final Probe database;
    private final Probe broker;
    private final Supplier<Optional<Long>> readers;

    /** @param readers how many read the service's box; empty if nobody tells */
    ServiceReadiness(String name, Probe database, Probe broker, Supplier<Optional<Long>> readers) {
        this.name = name;
        this.database = database;
        this.broker = broker;
        this.readers = readers;
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
        if (readers.get().orElse(0L) == 0) {
            return Optional.of(new Hindrance("box", "nobody reads it"));
        }
        return Optional.empty();
    }

    /** What is missing, and how it shows. */
    record Hindrance(String part, String detail) {
    }
}

package org.ewallet.messaging;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes of one setting the several by which MicroProfile Telemetry is switched on: {@value #ENDPOINT}, where a collector
 * takes OTLP over HTTP, such as {@code http://localhost:4318}. Whoever sets those several by themselves overrides them.
 */
public final class TelemetrySettings implements ConfigSource {

    /** A variable of the environment; not set or empty: nothing is traced. */
    static final String ENDPOINT = "EWALLET_OTLP_ENDPOINT";

    private final Map<String, String> settings;

    /** For MicroProfile Config. */
    public TelemetrySettings() {
        this(System.getenv());
    }

    TelemetrySettings(Map<String, String> environment) {
        String endpoint = environment.getOrDefault(ENDPOINT, "").strip();
        settings = endpoint.isEmpty() ? Map.of() : Map.of(
                "otel.sdk.disabled", "false",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.exporter.otlp.endpoint", endpoint,
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public String getValue(String name) {
        return settings.get(name);
    }

    @Override
    public String getName() {
        return ENDPOINT;
    }
}

package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void metricsLabelsAndGroupsOfAQueryAreFound() {
        PromQl query = PromQl.read("sum by (box, type) (rate(ewallet_letters_total{box=~\"$box\", outcome!=\"a{b}\"}[5m])) > 0.5"
                + " and on (box) max(ewallet_broker_up) == 1");

        assertThat(query.metrics()).isEqualTo(Map.of("ewallet_letters_total", Set.of("box", "outcome"),
                "ewallet_broker_up", Set.of()));
        assertThat(query.grouped()).containsExactly("box", "type");
    }

    @Test
    void exposedMetricsAreFoundWithTheirLabels() {
        assertThat(PromQl.exposed("# TYPE a gauge\na{box=\"x y\",quantile=\"0.5\"} 1.0\nb 2\n"))
                .isEqualTo(Map.of("a", Set.of("box", "quantile"), "b", Set.of()));
    }
}

package org.ewallet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.ewallet.benchmark.Row.Target;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Row NAIVE = Row.figure("naive", "transfers/s", List.of(900.0, 1_100.0))
            .against(9.5, Target.atLeast(10));

    /** Shows that mean and spread are of both runs, and that a single run has no spread. */
    @Test
    void spread_is_in_percent_of_the_mean() {
        assertThat(NAIVE.mean()).isEqualTo(1_000);
        assertThat(NAIVE.spreadPercent()).isEqualTo(20);
        assertThat(Row.figure("one", "ms", List.of(3.0)).spreadPercent()).isNull();
    }

    /** Shows that the bound itself is reached, from either side, and that a figure without a ratio is judged itself. */
    @Test
    void targets_include_their_bound() {
        assertThat(NAIVE.isReached()).isFalse();
        assertThat(NAIVE.against(10.0, Target.atLeast(10)).isReached()).isTrue();
        assertThat(latency(15.0).isReached()).isTrue();
        assertThat(latency(15.1).isReached()).isFalse();
        assertThat(Row.figure("ewallet", "transfers/s", List.of(1.0)).isReached()).isNull();
    }

    /** Shows that a line tells both runs, spread, ratio, target and whether it was missed. */
    @Test
    void table_tells_everything() {
        Report report = new Report();
        report.add(Measure.NAIVE, NAIVE);
        report.add(latency(2.5));
        report.add(Row.notMeasured("pgbench", "install it"));

        assertThat(report.table()).hasSize(4);
        assertThat(report.table().get(1).split("\\s{2,}"))
                .containsExactly("naive, transfers/s", "900", "1100", "20.0 %", "9.50", ">= 10", "MISSED");
        assertThat(report.table().get(2)).contains("2.5", "<= 15", "yes");
        assertThat(report.table().get(3)).contains("pgbench", "not measured: install it");
    }

    /** Shows that the JSON has the ratios that have a name, those that were run alone, and all figures. */
    @Test
    void json_has_named_ratios() throws Exception {
        Report report = new Report();
        report.add(Row.figure("ewallet", "transfers/s", List.of(9_000.0, 10_000.0)));
        report.add(Measure.NAIVE, NAIVE);

        JsonNode json = new ObjectMapper().readTree(report.json(Map.of("quick", true)));

        assertThat(json.path("quick").booleanValue()).isTrue();
        assertThat(json.path("ratios")).isEqualTo(new ObjectMapper().readTree("{\"naive\": 9.5}"));
        assertThat(json.path("figures")).hasSize(2);
        assertThat(json.path("figures").get(1).path("runs").get(1).doubleValue()).isEqualTo(1_100);
        assertThat(json.path("figures").get(1).path("reached").booleanValue()).isFalse();
    }

    private static Row latency(double millis) {
        return new Row("latency", "ms", List.of(millis), null, Target.atMost(15), "");
    }
}

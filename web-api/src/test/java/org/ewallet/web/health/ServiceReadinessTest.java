package org.ewallet.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shows when a service is ready: only when the next letter would be handled. */
class ServiceReadinessTest {

    private boolean databaseAnswers = true;
    private boolean brokerAnswers = true;
    private Optional<Long> readers = Optional.of(1L);

    @Test
    void readyIfDatabaseAndBrokerAnswerAndSomebodyReadsTheBox() {
        assertThat(hindrance()).isEmpty();
    }

    @Test
    void notReadyWithoutItsDatabase() {
        databaseAnswers = false;
        assertThat(hindrance()).contains("database");
    }

    @Test
    void notReadyWithoutTheBroker() {
        brokerAnswers = false;
        assertThat(hindrance()).contains("broker");
    }

    @Test
    void notReadyWhileNobodyReadsItsBox() {
        readers = Optional.of(0L);
        assertThat(hindrance()).contains("box");
    }

    @Test
    void notReadyWhileNobodyKnowsWhetherSomebodyReadsItsBox() {
        readers = Optional.empty();
        assertThat(hindrance()).contains("box");
    }

    private Optional<String> hindrance() {
        return new ServiceReadiness("ewallet-test", probe(databaseAnswers), probe(brokerAnswers), () -> readers)
                .hindrance().map(ServiceReadiness.Hindrance::part);
    }

    private static Probe probe(boolean succeeds) {
        return new Probe("a part", () -> {
            if (!succeeds) {
                throw new IllegalStateException("down");
            }
        }, Duration.ofSeconds(1), System::nanoTime);
    }
}

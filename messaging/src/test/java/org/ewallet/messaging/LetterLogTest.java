package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Shows what log records about letters carry besides their text. */
class LetterLogTest {

    private final List<LogRecord> records = new ArrayList<>();
    private final Logger logger = Logger.getAnonymousLogger();

    LetterLogTest() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.INFO);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                records.add(line);
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        });
    }

    @Test
    void recordNamesLetterCommandAndTrace() {
        LetterLog.log(logger, Level.INFO, "event-1", "command-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", () -> "refused");

        assertThat(records).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("refused");
            assertThat(line.getParameters()).containsExactly(Map.of("letterId", "event-1", "commandId", "command-1",
                    "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));
        });
    }

    @Test
    void letterWithoutATraceNamesNone() {
        LetterLog.log(logger, Level.INFO, "event-1", "command-1", "nonsense", () -> "refused");

        assertThat(records.get(0).getParameters())
                .containsExactly(Map.of("letterId", "event-1", "commandId", "command-1"));
    }

    @Test
    void whatASenderWroteIsNoPattern() {
        LetterLog.log(logger, Level.INFO, "event-1", "command-1", null, () -> "it's {0} and {\"a\":1}");

        assertThat(new SimpleFormatter().formatMessage(records.get(0))).isEqualTo("it's { 0} and {\"a\":1}");
    }

    @Test
    void whatIsNotLoggedIsNotPutTogether() {
        LetterLog.log(logger, Level.FINE, "event-1", "command-1", null, () -> {
            throw new AssertionError("put together");
        });

        assertThat(records).isEmpty();
    }
}

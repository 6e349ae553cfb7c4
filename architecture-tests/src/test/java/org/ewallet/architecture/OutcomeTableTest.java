package org.ewallet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that every service remembers outcomes in the table with which messaging was tested. */
class OutcomeTableTest {

    private static final Pattern SCRIPTS =
            Pattern.compile("V\\d+__(remember_outcomes_of_letters|remember_who_sent_a_letter)\\.sql");

    @ParameterizedTest
    @ValueSource(strings = {"account-ejb/src/main/resources/db/account", "wallet-ejb/src/main/resources/db/wallet",
            "notification-mdb/src/main/resources/db/notification"})
    void tableOfAServiceIsTheTableThatWasTested(String folder) throws IOException {
        assertThat(columns(folder)).hasSize(2).isEqualTo(columns("messaging/src/test/resources/db/letters"));
    }

    /** The scripts without what makes no difference: comments, white space and the names of constraints. */
    private static List<String> columns(String folder) throws IOException {
        try (Stream<Path> scripts = Files.list(Modules.folder(folder))) {
            return scripts.filter(script -> SCRIPTS.matcher(script.getFileName().toString()).matches()).sorted()
                    .map(OutcomeTableTest::columns).toList();
        }
    }

    private static String columns(Path script) {
        try {
            return columnsOf(Files.readString(script));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String columnsOf(String script) {
        return script
                .replaceAll("--.*", "")
                .replaceAll("constraint\\s+\\w+", "constraint")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

package org.ewallet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that every service remembers outcomes in the table with which messaging was tested. */
class OutcomeTableTest {

    private static final String SCRIPT = "V001__remember_outcomes_of_letters.sql";

    @ParameterizedTest
    @ValueSource(strings = {"account-ejb/src/main/resources/db/account", "wallet-ejb/src/main/resources/db/wallet",
            "notification-mdb/src/main/resources/db/notification"})
    void tableOfAServiceIsTheTableThatWasTested(String folder) throws IOException {
        assertThat(columns(folder)).isEqualTo(columns("messaging/src/test/resources/db/letters"));
    }

    /** The script without what makes no difference: comments, white space and the names of constraints. */
    private static String columns(String folder) throws IOException {
        return Files.readString(Modules.folder(folder).resolve(Path.of(SCRIPT)))
                .replaceAll("--.*", "")
                .replaceAll("constraint\\s+\\w+", "constraint")
                .replaceAll("\\s+", " ")
                .strip();
    }
}

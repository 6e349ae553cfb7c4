package org.ewallet.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ewallet.messaging.operations.Act;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterAside;
import org.junit.jupiter.api.Test;

/** Shows that a letter that is lost or doubled by a replay is found, and one that is not recorded or recorded twice. */
class LettersPutBackTest {

    private static final String BOX = "wallet.commands";

    private final LettersPutBack before =
            new LettersPutBack(List.of(letter("ID:1", "a"), letter("ID:2", "b")), List.of(act("b")));

    @Test
    void aLetterIsPutBackAndRecordedOrStillThere() {
        assertThat(before.findings(before)).isEmpty();
        assertThat(before.since(before)).isZero();
        LettersPutBack after =
                new LettersPutBack(List.of(letter("ID:2", "b"), letter("ID:3", "a")), List.of(act("b"), act("a")));

        assertThat(after.findings(before)).isEmpty();
        assertThat(after.since(before)).isOne();
    }

    @Test
    void aLetterThatIsNowhereIsFound() {
        LettersPutBack after = new LettersPutBack(List.of(letter("ID:2", "b")), before.acts());

        assertThat(after.findings(before)).singleElement().asString()
                .contains("wallet.commands a ", "was there 1 times and is there 0 times");
    }

    @Test
    void aLetterThatIsPutBackAndStillThereIsFound() {
        LettersPutBack after = new LettersPutBack(
                List.of(letter("ID:1", "a"), letter("ID:2", "b"), letter("ID:3", "a")), List.of(act("b"), act("a")));

        assertThat(after.findings(before)).singleElement().asString()
                .contains("wallet.commands a ", "was there 1 times and is there 2 times");
    }

    @Test
    void aRecordThatIsMissingIsFoundAndOneTooMany() {
        List<LetterAside> letters = List.of(letter("ID:2", "b"), letter("ID:3", "a"));

        assertThat(new LettersPutBack(letters, before.acts()).findings(before))
                .containsExactly("wallet.commands a was put back 1 times, and is recorded 0 times");
        assertThat(new LettersPutBack(letters, List.of(act("b"), act("a"), act("a"))).findings(before))
                .containsExactly("wallet.commands a was put back 1 times, and is recorded 2 times");
    }

    @Test
    void aRecordThatGotLostIsFound() {
        assertThat(new LettersPutBack(before.letters(), List.of()).findings(before))
                .containsExactly("of 1 records some are not what they were");
    }

    private static LetterAside letter(String messageId, String id) {
        return new LetterAside(BOX, "ID_REUSED_WITH_OTHER_CONTENT", null, messageId, id, "org.ewallet.DepositFunds",
                null, null, null, null, Map.of(), LetterAside.BodyFormat.TEXT, "{}");
    }

    private static Act act(String id) {
        return new Act(Instant.EPOCH, "operator", Act.Kind.REPLAY, Aside.INVALID, BOX, id,
                "ID_REUSED_WITH_OTHER_CONTENT", null);
    }
}

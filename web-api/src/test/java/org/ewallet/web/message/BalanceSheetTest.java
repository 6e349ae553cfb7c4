package org.ewallet.web.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.ewallet.contract.BoxBalance;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.MessageBalance;
import org.ewallet.web.service.CountedLetters;
import org.junit.jupiter.api.Test;

/** Shows that a balance that moves is told from one that is wrong. */
class BalanceSheetTest {

    private static final String BOX = "wallet.commands";
    private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");
    private static final long PAUSE_MILLIS = 50;

    private Instant now = START;
    private int readings;

    @Test
    void allEndsAreAddedUp() {
        MessageBalance balance =
                sheet(reading -> count(20, 8), reading -> new BoxDepth(5, 7, 2, 3, 4, 1, 2, 1000L, true));

        assertThat(balance.boxes()).containsExactly(
                new BoxBalance(BOX, 25L, 4L, 2L, 1L, 2L, 5, 2, 3, 4, 2, 0L, true, 1000L, null));
        assertThat(balance.addsUp()).isTrue();
    }

    @Test
    void twoReadingsWithoutADifferenceAreEnough() {
        sheet(reading -> count(10, 0), reading -> depth(10, true));

        assertThat(readings).isEqualTo(2);
    }

    @Test
    void aDifferenceThatStaysIsTold() {
        MessageBalance balance = sheet(reading -> count(10, 0), reading -> depth(9, true));

        assertThat(balance.boxes().get(0).missing()).isEqualTo(1);
        assertThat(balance.boxes().get(0).addsUp()).isFalse();
        assertThat(balance.addsUp()).isFalse();
    }

    @Test
    void aLetterTooManyIsTold() {
        assertThat(sheet(reading -> count(10, 0), reading -> depth(11, true)).boxes().get(0).missing()).isEqualTo(-1);
    }

    @Test
    void aDifferenceOfAMomentIsNone() {
        MessageBalance balance = sheet(reading -> count(10, 0), reading -> depth(reading < 4 ? 3 : 10, true));

        assertThat(balance.addsUp()).isTrue();
    }

    /** A batch is taken from the box a moment before it is counted; one letter was removed before. */
    @Test
    void aDifferenceThatStaysIsToldAlsoWhileOthersComeAndGo() {
        MessageBalance balance = sheet(reading -> count(1000, 0),
                reading -> depth(reading % 3 == 0 ? 500 : 999, reading % 5 != 0));

        assertThat(balance.boxes().get(0).missing()).isEqualTo(1);
    }

    @Test
    void aReadingWhileLettersMoveProvesNothing() {
        MessageBalance balance = sheet(reading -> count(10, 0), reading -> depth(9, false));

        assertThat(balance.boxes().get(0).missing()).isNull();
        assertThat(balance.boxes().get(0).addsUp()).isNull();
        assertThat(balance.boxes().get(0).reason()).isEqualTo("too much in motion to tell");
        assertThat(balance.addsUp()).isNull();
    }

    @Test
    void countsThatChangeWhileTheBrokerIsAskedProveNothing() {
        assertThat(new BalanceSheet(() -> told(count(readings++, 0)), box -> depth(0, true), clock(),
                this::pause, Duration.ofSeconds(10)).of(List.of(BOX)).addsUp()).isNull();
    }

    @Test
    void differencesThatAreNeverTheSameProveNothing() {
        assertThat(sheet(reading -> count(1000, 0), reading -> depth(reading, true)).addsUp()).isNull();
    }

    @Test
    void aBoxThatNeverHadALetterAddsUp() {
        MessageBalance balance = new BalanceSheet(BalanceSheetTest::told, box -> depth(0, true), clock(), this::pause,
                Duration.ofSeconds(10)).of(List.of(BOX, "account.commands"));

        assertThat(balance.boxes()).extracting(BoxBalance::address).containsExactly(BOX, "account.commands");
        assertThat(balance.addsUp()).isTrue();
    }

    @Test
    void ofAServiceThatDoesNotAnswerIsToldWhatLiesAtTheBrokerAtOnceAndTheOthersAsEver() {
        String silent = "notification.commands";
        MessageBalance balance = new BalanceSheet(
                () -> new CountedLetters(List.of(count(10, 0)), Map.of(silent, "it is down")),
                box -> box.equals(BOX) ? depth(10, true) : new BoxDepth(1, 7, 2, 3, 4, 5, 6, 1000L, true), clock(),
                this::pause, Duration.ofSeconds(10)).of(List.of(BOX, silent));

        assertThat(balance.boxes().get(0).addsUp()).isTrue();
        assertThat(balance.boxes().get(1)).isEqualTo(new BoxBalance(silent, null, null, null, null, null, 5, 2, 3, 4, 6,
                null, null, 1000L, "it is down"));
        assertThat(balance.addsUp()).isNull();
        assertThat(now).as("one pause").isEqualTo(START.plusMillis(PAUSE_MILLIS));
    }

    @Test
    void aMissingLetterIsToldThoughAnotherServiceDoesNotAnswer() {
        assertThat(new BalanceSheet(
                () -> new CountedLetters(List.of(count(10, 0)), Map.of("account.commands", "it is down")),
                box -> depth(9, true), clock(), this::pause, Duration.ofSeconds(10))
                .of(List.of(BOX, "account.commands")).addsUp()).isFalse();
    }

    private static CountedLetters told(LetterCount... counts) {
        return new CountedLetters(List.of(counts), Map.of());
    }

    private MessageBalance sheet(IntFunction<LetterCount> counts, IntFunction<BoxDepth> depths) {
        return new BalanceSheet(() -> told(counts.apply(readings)), box -> depths.apply(readings++), clock(),
                this::pause, Duration.ofSeconds(10)).of(List.of(BOX));
    }

    private void pause() {
        now = now.plusMillis(PAUSE_MILLIS);
    }

    private static LetterCount count(long accepted, long ended) {
        return ended == 0 ? new LetterCount(BOX, accepted, 0, 0, 0, 0, 0)
                : new LetterCount(BOX, accepted, ended - 4, 2, 1, 0, 1);
    }

    private static BoxDepth depth(long letters, boolean still) {
        return new BoxDepth(0, letters, 0, 0, 0, 0, 0, null, still);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }
}

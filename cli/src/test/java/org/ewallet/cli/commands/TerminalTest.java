package org.ewallet.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows how foreign text is written for people. */
class TerminalTest {

    @Test
    void foreign_text_cannot_tell_the_terminal_what_to_do() {
        assertThat(Terminal.text("a\u001b[2Jb\r\n\tc\u009b")).isEqualTo("a?[2Jb?\n\tc?");
        assertThat(Terminal.line("a\u001bb\nc")).isEqualTo("a?b?c");
    }

    @Test
    void what_is_not_known_is_a_dash() {
        assertThat(Terminal.line(null)).isEqualTo("-");
        assertThat(Terminal.time(null)).isEqualTo("-");
        assertThat(Terminal.time(Instant.parse("2030-01-31T12:00:00.999Z"))).isEqualTo("2030-01-31T12:00:00Z");
    }

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        assertThat(Terminal.table(List.of(List.of("A", "B"), List.of("long", ""), List.of("x", "y"))))
                .containsExactly("A     B", "long", "x     y");
    }

    /** Whoever writes a letter chooses how long its id is; the table of a thousand others must not be as wide. */
    @Test
    void a_cell_that_is_too_wide_is_cut() {
        assertThat(Terminal.table(List.of(List.of("ID", "BOX"), List.of("x".repeat(100_000), "a"), List.of("y", "b".repeat(100)))))
                .containsExactly("ID" + " ".repeat(64) + "BOX", "x".repeat(63) + "\u2026  a",
                        "y" + " ".repeat(65) + "b".repeat(100));
    }
}

package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lone letter does not pay for a look behind it, and a backlog is found nevertheless. */
class BacklogTest {

    private static final Duration OLD = Backlog.YOUNG;
    private static final Duration YOUNG = Backlog.YOUNG.minusMillis(1);

    private final Backlog backlog = new Backlog();

    @Test
    void a_new_inbox_looks() {
        assertThat(backlog.mayFollow(YOUNG)).isTrue();
    }

    @Test
    void who_found_letters_looks_again() {
        backlog.looked(0);
        backlog.looked(1);

        assertThat(backlog.mayFollow(YOUNG)).isTrue();
    }

    @Test
    void who_found_none_does_not_look_behind_a_young_letter() {
        backlog.looked(0);

        assertThat(backlog.mayFollow(YOUNG)).isFalse();
    }

    @Test
    void who_found_none_looks_behind_an_old_letter() {
        backlog.looked(0);

        assertThat(backlog.mayFollow(OLD)).isTrue();
    }

    @Test
    void a_sender_whose_clock_is_ahead_cannot_hide_a_backlog() {
        backlog.looked(0);
        Duration ahead = Duration.ofHours(-1);
        for (int i = 0; i < Backlog.MOST_YOUNG; i++) {
            assertThat(backlog.mayFollow(ahead)).isFalse();
        }

        assertThat(backlog.mayFollow(ahead)).isTrue();
        backlog.looked(0);
        assertThat(backlog.mayFollow(ahead)).isFalse();
    }

    @Test
    void an_old_letter_among_young_ones_begins_their_count_anew() {
        backlog.looked(0);
        for (int i = 0; i < Backlog.MOST_YOUNG; i++) {
            backlog.mayFollow(YOUNG);
        }
        backlog.mayFollow(OLD);

        assertThat(backlog.mayFollow(YOUNG)).isFalse();
    }
}

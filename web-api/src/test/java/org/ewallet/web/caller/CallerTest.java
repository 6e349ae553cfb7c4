package org.ewallet.web.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** What callers may read and do. */
class CallerTest {

    private final Caller johny = new Caller("johny", Set.of(), "t");
    private final Caller auditor = new Caller("audrey", Set.of(Role.AUDITOR), "t");
    private final Caller operator = new Caller("olga", Set.of(Role.OPERATOR), "t");

    @Test
    void a_person_reads_only_what_is_theirs() {
        assertThat(johny.mayRead("johny")).isTrue();
        assertThat(johny.mayRead("mary")).isFalse();
        assertThatThrownBy(() -> johny.requireReadOf("mary")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("somebody else");
    }

    @Test
    void an_auditor_reads_everything_and_an_operator_of_a_persons_name_nothing() {
        assertThat(auditor.mayRead("mary")).isTrue();
        assertThat(operator.mayRead("olga")).isFalse();
    }

    @Test
    void whoever_has_none_of_the_roles_is_told_which_are_needed() {
        assertThatThrownBy(() -> johny.requireAny(Role.OPERATOR, Role.AUDITOR)).isInstanceOf(ProblemException.class)
                .hasMessage("this needs the role operator or auditor");
        operator.requireAny(Role.OPERATOR, Role.AUDITOR);
    }
}

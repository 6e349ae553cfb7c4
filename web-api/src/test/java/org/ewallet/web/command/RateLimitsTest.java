package org.ewallet.web.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Shows how many letters a caller may drop. */
class RateLimitsTest {

    @Test
    void eachCallerHasALimitOfHisOwn() {
        RateLimits limits = new RateLimits(1);
        exhaust(limits, "johny");

        assertThatThrownBy(drop(limits, "johny")).isInstanceOf(ProblemException.class)
                .hasMessage("at most 1 letters per second");
        assertThatCode(drop(limits, "mary")).doesNotThrowAnyException();
    }

    @Test
    void withoutALimitNobodyIsTurnedAway() {
        RateLimits limits = new RateLimits(0);

        for (int i = 0; i < 10_000; i++) {
            limits.requireLeave("johny");
        }
    }

    @Test
    void onlySoManyCallersAreRemembered() {
        RateLimits limits = new RateLimits(1, 2);
        exhaust(limits, "johny");

        limits.requireLeave("mary");
        assertThatThrownBy(drop(limits, "johny")).isInstanceOf(ProblemException.class);
        limits.requireLeave("eve");
        assertThatThrownBy(drop(limits, "johny")).as("heard of lately").isInstanceOf(ProblemException.class);
        limits.requireLeave("ann");
        limits.requireLeave("bob");
        assertThatCode(drop(limits, "johny")).as("forgotten").doesNotThrowAnyException();
    }

    /** A period may end at any time: asks until there is none left in this one. */
    private static void exhaust(RateLimits limits, String caller) {
        try {
            for (int i = 0; i < 1_000_000; i++) {
                limits.requireLeave(caller);
            }
        } catch (ProblemException exhausted) {
            return;
        }
        throw new AssertionError("no limit");
    }

    private static ThrowingCallable drop(RateLimits limits, String caller) {
        return () -> limits.requireLeave(caller);
    }
}

package org.ewallet.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final int RECIPIENTS = 20_000;

    @Test
    void theSameSeedMakesTheSameFaultsInWhateverOrderTheRecipientsCome() {
        FaultPlan one = new FaultPlan(7);
        FaultPlan other = new FaultPlan(7);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            faults.add(one.next("to-" + i));
            faults.add(one.next("to-" + i));
        }
        List<Fault> backwards = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            Fault first = other.next("to-" + i);
            backwards.add(0, other.next("to-" + i));
            backwards.add(0, first);
        }

        assertThat(backwards).isEqualTo(faults);
        assertThat(faults).hasSize(200).contains(Fault.NONE, Fault.REPLY_DROPPED);
    }

    @Test
    void eachFaultComesAsOftenAsItSays() {
        FaultPlan plan = new FaultPlan(1);
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        for (int i = 0; i < RECIPIENTS; i++) {
            counts.merge(plan.next("to-" + i), 1, Integer::sum);
        }

        for (Fault fault : Fault.values()) {
            assertThat(100.0 * counts.get(fault) / RECIPIENTS).as(fault.toString())
                    .isCloseTo(fault.percent(), within(fault == Fault.NONE ? 3.0 : 0.5));
        }
    }

    @Test
    void whoIsRefusedForGoodIsRefusedAtEveryAttemptAndNobodyElse() {
        FaultPlan plan = new FaultPlan(1);

        for (int i = 0; i < 1_000; i++) {
            String recipient = "to-" + i;
            boolean refused = plan.refusesForGood(recipient);
            for (int attempt = 0; attempt < 5; attempt++) {
                assertThat(plan.next(recipient) == Fault.REFUSED_FOR_GOOD).isEqualTo(refused);
            }
        }
    }
}

package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.ewallet.contract.Message;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.wallet.ReleaseHold;
import org.junit.jupiter.api.Test;

/** Who is asked whether they may, and what they are told if they may not. */
class PermissionTest {

    private static final ReleaseHold COMMAND = new ReleaseHold("h1");

    @Test
    void a_trusted_system_may_ask_for_anything() {
        assertThat(Permission.refusalOf(letter(Sender.SYSTEM, COMMAND), personId -> false)).isEmpty();
    }

    @Test
    void a_person_may_ask_for_what_the_rule_allows() {
        AtomicReference<String> asked = new AtomicReference<>();

        assertThat(Permission.refusalOf(letter(new Sender("johny"), COMMAND), personId -> {
            asked.set(personId);
            return true;
        })).isEmpty();
        assertThat(asked).hasValue("johny");
    }

    @Test
    void what_the_rule_does_not_allow_is_a_rejected_outcome_without_events() {
        Decision decision = Permission.refusalOf(letter(new Sender("johny"), COMMAND), personId -> false).orElseThrow();

        assertThat(decision.outcome()).isEqualTo(Outcome.rejected("c1", ReleaseHold.class, Office.NOW,
                Reason.NOT_ALLOWED, "this is not for person johny to ask for"));
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void an_event_asks_for_nothing_whoever_publishes_it() {
        assertThat(Permission.refusalOf(letter(new Sender("johny"), new PersonReinstated("mary", null)),
                personId -> false)).isEmpty();
    }

    @Test
    void to_be_not_allowed_goes_before_every_other_reason() {
        assertThat(Reason.values()[0]).isEqualTo(Reason.NOT_ALLOWED);
    }

    private static <M extends Message> Received<M> letter(Sender sender, M message) {
        return new Received<>("c1", Post.envelope("c1", "org.ewallet.Any"), sender, Office.NOW, message);
    }
}

package org.ewallet.account.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.account.person.Letters.ban;
import static org.ewallet.account.person.Letters.register;
import static org.ewallet.account.person.Letters.reinstate;

import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.account.PersonView.Status;
import org.ewallet.messaging.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows what each command does to a person of each status: three commands, three states. */
class PersonRulesTest {

    private static final Optional<Status> UNKNOWN = Optional.empty();
    private static final Optional<Status> REGISTERED = Optional.of(Status.REGISTERED);
    private static final Optional<Status> BANNED = Optional.of(Status.BANNED);

    @Test
    void registeringAnUnknownPersonTellsSubscribersAllTheyNeed() {
        Decision decision = PersonRules.register(register("r1", "johny"), UNKNOWN);

        assertCompleted(decision, "r1", "RegisterPerson", "person johny is registered");
        assertThat(decision.events()).containsExactly(
                new PersonRegistered("johny", "John Doe", "john@example.org", "+491701234567", "USD", "de-AT"));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void registeringAnIdThatIsTakenIsRefused(Status status) {
        Decision decision = PersonRules.register(register("r1", "johny"), Optional.of(status));

        assertRejected(decision, "r1", "RegisterPerson", Reason.ALREADY_EXISTS, "person johny is registered already");
    }

    @Test
    void banningARegisteredPersonIsPublishedWithItsReason() {
        Decision decision = PersonRules.ban(ban("b1", "johny"), REGISTERED);

        assertCompleted(decision, "b1", "BanPerson", "person johny is banned");
        assertThat(decision.events()).containsExactly(new PersonBanned("johny", "fraud"));
    }

    @Test
    void banningABannedPersonIsCompletedWithoutASecondEvent() {
        Decision decision = PersonRules.ban(ban("b2", "johny"), BANNED);

        assertCompleted(decision, "b2", "BanPerson", "person johny was banned already");
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void banningAnUnknownPersonIsRefused() {
        Decision decision = PersonRules.ban(ban("b1", "nobody"), UNKNOWN);

        assertRejected(decision, "b1", "BanPerson", Reason.PERSON_UNKNOWN, "person nobody is not registered");
    }

    @Test
    void reinstatingABannedPersonIsPublishedWithItsReason() {
        Decision decision = PersonRules.reinstate(reinstate("i1", "johny"), BANNED);

        assertCompleted(decision, "i1", "ReinstatePerson", "the ban of person johny is lifted");
        assertThat(decision.events()).containsExactly(new PersonReinstated("johny", "appeal"));
    }

    @Test
    void reinstatingAPersonWhoIsNotBannedIsCompletedWithoutAnEvent() {
        Decision decision = PersonRules.reinstate(reinstate("i1", "johny"), REGISTERED);

        assertCompleted(decision, "i1", "ReinstatePerson", "person johny was not banned");
        assertThat(decision.events()).isEmpty();
    }

    @Test
    void reinstatingAnUnknownPersonIsRefused() {
        Decision decision = PersonRules.reinstate(reinstate("i1", "nobody"), UNKNOWN);

        assertRejected(decision, "i1", "ReinstatePerson", Reason.PERSON_UNKNOWN, "person nobody is not registered");
    }

    private static void assertCompleted(Decision decision, String commandId, String type, String detail) {
        Outcome outcome = decision.outcome();
        assertThat(outcome).isEqualTo(new Outcome(commandId, type, Outcome.Status.COMPLETED, null, detail,
                outcome.completedAt(), Map.of("personId", "johny")));
        assertThat(outcome.completedAt()).isBetween(Letters.NOW, Letters.NOW.plusSeconds(2));
    }

    private static void assertRejected(Decision decision, String commandId, String type, Reason reason, String detail) {
        Outcome outcome = decision.outcome();
        assertThat(outcome).isEqualTo(new Outcome(commandId, type, Outcome.Status.REJECTED, reason, detail,
                outcome.completedAt(), Map.of()));
        assertThat(decision.events()).isEmpty();
    }
}

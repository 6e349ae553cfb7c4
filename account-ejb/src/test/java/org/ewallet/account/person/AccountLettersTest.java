package org.ewallet.account.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ewallet.account.person.Letters.NOW;
import static org.ewallet.account.person.Letters.ban;
import static org.ewallet.account.person.Letters.register;
import static org.ewallet.account.person.Letters.reinstate;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ewallet.contract.Outcome.Status;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.account.PersonView;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows what batches of letters leave in a real database, through the real persistence unit. */
class AccountLettersTest {

    private static final List<CommandHandler<?>> HANDLERS = List.of(new RegisterPersonHandler(), new BanPersonHandler(),
            new ReinstatePersonHandler());

    private final AccountDatabase database = new AccountDatabase();

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void aRegisteredPersonIsFoundWithAllThatTheLetterSaid() {
        handle(register("r1", "johny"));

        assertThat(view("johny")).contains(
                new PersonView("johny", "John Doe", PersonView.Status.REGISTERED, NOW));
        assertThat(column("johny", "email")).isEqualTo("john@example.org");
        assertThat(column("johny", "phone")).isEqualTo("+491701234567");
        assertThat(column("johny", "locale")).isEqualTo("de-AT");
    }

    @Test
    void aBatchMayRegisterBanAndReinstateOnePerson() {
        List<Decision> decisions = handle(register("r1", "johny"), ban("b1", "johny"), ban("b2", "johny"),
                reinstate("i1", "johny"), ban("b3", "johny"));

        assertThat(decisions).allMatch(decision -> decision.outcome().status() == Status.COMPLETED);
        assertThat(decisions).extracting(decision -> decision.events().size()).containsExactly(1, 1, 0, 1, 1);
        assertThat(decisions.get(1).events()).containsExactly(new PersonBanned("johny", "fraud"));
        assertThat(decisions.get(3).events()).containsExactly(new PersonReinstated("johny", "appeal"));
        assertThat(view("johny")).map(PersonView::status).contains(PersonView.Status.BANNED);
    }

    @Test
    void laterBatchesSeeWhatEarlierOnesLeft() {
        handle(register("r1", "johny"), register("r2", "mary"));
        handle(ban("b1", "johny"));

        List<Decision> decisions = handle(register("r3", "johny"), ban("b2", "johny"), reinstate("i1", "johny"),
                ban("b3", "nobody"), reinstate("i2", "nobody"), reinstate("i3", "mary"));

        assertThat(decisions).extracting(decision -> decision.outcome().reason()).containsExactly(
                Reason.ALREADY_EXISTS, null, null, Reason.PERSON_UNKNOWN, Reason.PERSON_UNKNOWN, null);
        assertThat(decisions).extracting(decision -> decision.events().size()).containsExactly(0, 0, 1, 0, 0, 0);
        assertThat(view("johny")).map(PersonView::status).contains(PersonView.Status.REGISTERED);
        assertThat(column("johny", "status_reason")).isEqualTo("appeal");
        assertThat(view("nobody")).isEmpty();
    }

    @Test
    void banningABannedPersonLeavesTheRowUntouched() {
        handle(register("r1", "johny"), ban("b1", "johny"));
        Object version = column("johny", "version");

        handle(new Received<>("b2", ban("b2", "johny").envelope(), Sender.SYSTEM, NOW.plusSeconds(60),
                new BanPerson("johny", "another reason")));

        assertThat(column("johny", "version")).isEqualTo(version);
        assertThat(column("johny", "status_reason")).isEqualTo("fraud");
    }

    @Test
    void personsMayRegisterThemselvesAndNothingElse() {
        Sender johny = new Sender("johny");

        List<Decision> decisions = handle(from(johny, register("r1", "johny")), from(johny, register("r2", "mary")),
                from(johny, ban("b1", "johny")), from(johny, ban("b2", "mary")), from(johny, reinstate("i1", "johny")),
                from(johny, reinstate("i2", "nobody")), from(Sender.SYSTEM, ban("b3", "johny")));

        assertThat(decisions).extracting(decision -> decision.outcome().reason()).containsExactly(null,
                Reason.NOT_ALLOWED, Reason.NOT_ALLOWED, Reason.NOT_ALLOWED, Reason.NOT_ALLOWED, Reason.NOT_ALLOWED, null);
        assertThat(view("mary")).isEmpty();
    }

    private static <C extends AccountCommand> Received<C> from(Sender sender, Received<C> letter) {
        return new Received<>(letter.key(), letter.envelope(), sender, letter.receivedAt(), letter.message());
    }

    @Test
    void aThousandPersonsFitIntoOneBatch() {
        List<Received<?>> letters = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            letters.add(register("r" + i, "person-" + i));
            letters.add(ban("b" + i, "person-" + i));
        }

        List<Decision> decisions = handle(letters.toArray(Received<?>[]::new));

        assertThat(decisions).extracting(decision -> decision.outcome().commandId()).startsWith("r0", "b0", "r1", "b1");
        assertThat(database.<Object>inTransaction(entities -> entities
                .createNativeQuery("select count(*) from person where status = 'BANNED'").getSingleResult()))
                .isEqualTo(1000L);
    }

    @Test
    void thePersonsOfABatchStayLockedUntilItsTransactionEnds() {
        handle(register("r1", "johny"));

        database.inTransaction(entities -> {
            Persons.lock(entities, List.of("johny"));
            assertThatThrownBy(() -> execute("set lock_timeout 50",
                    "update person set name = 'Other' where person_id = 'johny'"))
                    .isInstanceOf(SQLTimeoutException.class);
            return null;
        });
    }

    @Test
    void aPersonWhoWasRegisteredInBetweenMakesTheBatchFailBeforeAnythingIsPublished() {
        handle(register("r1", "johny"));

        assertThatThrownBy(() -> database.inTransaction(entities -> {
            Persons nobodyKnown = Persons.lock(entities, List.of());
            new RegisterPersonHandler().handle(register("r2", "johny"), nobodyKnown);
            entities.flush();
            return null;
        })).isInstanceOf(PersistenceException.class);
    }

    @Test
    void everyCommandOfTheContractHasAHandler() {
        AccountLetters letters = new AccountLetters(null, HANDLERS);

        assertThat(letters.find("org.ewallet.RegisterPerson")).contains(RegisterPerson.class);
        assertThat(letters.find("org.ewallet.BanPerson")).contains(BanPerson.class);
        assertThat(letters.find("org.ewallet.ReinstatePerson")).contains(ReinstatePerson.class);
        assertThat(letters.find("org.ewallet.TransferFunds")).isEmpty();
        assertThat(HANDLERS).extracting(handler -> (Object) handler.commandType()).containsExactlyInAnyOrder(
                (Object[]) AccountCommand.class.getPermittedSubclasses());
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<Decision> handle(Received<?>... letters) {
        return database.inTransaction(entities -> new AccountLetters(entities, HANDLERS).handle(List.of(letters)));
    }

    private Optional<PersonView> view(String personId) {
        return database.inTransaction(entities -> Optional.ofNullable(entities.find(Person.class, personId))
                .map(Person::view));
    }

    private Object column(String personId, String column) {
        return database.inTransaction(entities -> entities
                .createNativeQuery("select " + column + " from person where person_id = ?")
                .setParameter(1, personId).getSingleResult());
    }
}

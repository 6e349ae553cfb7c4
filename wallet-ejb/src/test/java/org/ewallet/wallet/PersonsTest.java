package org.ewallet.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.letter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ewallet.contract.Message;
import org.ewallet.contract.Outcome.Status;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Ids;
import org.ewallet.messaging.Received;
import org.ewallet.messaging.Sender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What persons may ask the wallet service for: johny holds the money, mary gets it, bob has to do with neither. */
class PersonsTest {

    private static final List<String> PERSONS = List.of("johny", "mary", "bob", "");
    private static final String[] NOBODY = {};
    private static final WalletDatabase DATABASE = new WalletDatabase();

    private record Case(WalletCommand command, String... allowed) {
    }

    /** Every command, about things that are there and things that are not. */
    private static final List<Case> CASES = List.of(
            new Case(new TransferFunds("johny.EUR", "mary.EUR", 10, "EUR", null), "johny"),
            new Case(new TransferFunds("mary.EUR", "johny.EUR", 10, "EUR", null), "mary"),
            new Case(new TransferFunds("nobody.EUR", "johny.EUR", 10, "EUR", null), NOBODY),
            new Case(new TransferFunds("johny.EUR", "nobody.EUR", 10, "EUR", null), "johny"),
            new Case(new HoldFunds("new", "johny.EUR", "mary.EUR", 10, "EUR", null, null), "johny"),
            new Case(new HoldFunds("new", "nobody.EUR", "mary.EUR", 10, "EUR", null, null), NOBODY),
            new Case(new CaptureHold("h1", null, null), "johny", "mary"),
            new Case(new CaptureHold("unknown", null, null), NOBODY),
            new Case(new ReleaseHold("h1"), "mary"),
            new Case(new ReleaseHold("unknown"), NOBODY),
            new Case(new ReverseTransfer("g5", null), "mary"),
            new Case(new ReverseTransfer("unknown", null), NOBODY),
            new Case(new WithdrawFunds("johny.EUR", 10, "EUR", null), "johny"),
            new Case(new WithdrawFunds("nobody.EUR", 10, "EUR", null), NOBODY),
            new Case(new CloseWallet("johny.EUR", null), "johny"),
            new Case(new CloseWallet("nobody.EUR", null), NOBODY),
            new Case(new BlockWallet("johny.EUR", null, null), "johny"),
            new Case(new BlockWallet("nobody.EUR", null, null), NOBODY),
            new Case(new UnblockWallet("johny.EUR", null), NOBODY),
            new Case(new DepositFunds("johny.EUR", 10, "EUR", null), NOBODY),
            new Case(new OpenWallet("savings", "johny", "EUR", null), "johny"),
            new Case(new OpenWallet("johny.USD", "johny", "USD", null), "johny"),
            new Case(new OpenWallet("savings", "johny", "EUR", 1L), NOBODY),
            new Case(new OpenWallet("eve.EUR", "johny", "EUR", null), NOBODY),
            new Case(new OpenWallet("savings", "mary", "EUR", null), "mary"));

    @BeforeEach
    void give() {
        List<Decision> given = DATABASE.handle("g", new OpenWallet("johny.EUR", "johny", "EUR", null),
                new OpenWallet("mary.EUR", "mary", "EUR", null), new OpenWallet("bob.EUR", "bob", "EUR", null),
                new DepositFunds("johny.EUR", 100, "EUR", null),
                new TransferFunds("johny.EUR", "mary.EUR", 20, "EUR", null),
                new HoldFunds("h1", "johny.EUR", "mary.EUR", 30, "EUR", null, null));
        assertThat(given).allMatch(decision -> decision.outcome().status() == Status.COMPLETED);
    }

    @AfterEach
    void empty() throws Exception {
        DATABASE.empty();
    }

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    static Stream<Arguments> everyCommandAndPerson() {
        return CASES.stream().flatMap(one -> PERSONS.stream()
                .map(person -> Arguments.of(person, one.command(), List.of(one.allowed()).contains(person))));
    }

    @ParameterizedTest(name = "{0}: {1} is allowed: {2}")
    @MethodSource("everyCommandAndPerson")
    void a_person_asks_for_what_is_theirs_and_nothing_else(String person, WalletCommand command, boolean allowed) {
        List<List<String>> before = rows();

        Decision decision = handle(new Sender(person), command);

        if (allowed) {
            assertThat(decision.outcome().reason()).isNotEqualTo(Reason.NOT_ALLOWED);
        } else {
            assertThat(decision.outcome().status()).isEqualTo(Status.REJECTED);
            assertThat(decision.outcome().reason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(decision.outcome().result()).isEmpty();
            assertThat(decision.events()).isEmpty();
            assertThat(rows()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "a trusted system: {1}")
    @MethodSource("everyCommandAndPerson")
    void a_trusted_system_asks_for_anything(String person, WalletCommand command, boolean allowed) {
        assertThat(handle(Sender.SYSTEM, command).outcome().reason()).isNotEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void there_is_a_case_for_every_command() {
        assertThat(CASES).extracting(one -> (Object) one.command().getClass())
                .containsAll(Arrays.asList((Object[]) WalletCommand.class.getPermittedSubclasses()));
    }

    @Test
    void what_is_not_theirs_looks_the_same_whether_it_is_there_or_not() {
        assertThat(handle(new Sender("bob"), new CloseWallet("johny.EUR", null)).outcome().detail())
                .isEqualTo(handle(new Sender("bob"), new CloseWallet("nobody.EUR", null)).outcome().detail());
    }

    @Test
    void one_that_is_not_allowed_leaves_the_others_of_its_batch_alone() {
        List<Received<?>> batch = new ArrayList<>();
        batch.add(from(new Sender("johny"), "b1", new TransferFunds("mary.EUR", "johny.EUR", 20, "EUR", null)));
        batch.add(from(new Sender("mary"), "b2", new OpenWallet("savings", "mary", "EUR", null)));
        batch.add(from(new Sender("mary"), "b3", new TransferFunds("mary.EUR", "savings", 20, "EUR", null)));
        batch.add(from(Sender.SYSTEM, "b4", new TransferFunds("savings", "johny.EUR", 5, "EUR", null)));

        assertThat(DATABASE.handle(batch)).extracting(decision -> decision.outcome().reason())
                .containsExactly(Reason.NOT_ALLOWED, null, null, null);
    }

    @Test
    void an_event_needs_no_permission() {
        PersonBanned event = new PersonBanned("mary", null);

        assertThat(DATABASE.handle(List.of(from(new Sender("johny"), "e1", event))).get(0).outcome().status())
                .isEqualTo(Status.COMPLETED);
    }

    private static Decision handle(Sender sender, WalletCommand command) {
        return DATABASE.handle(List.of(from(sender, Ids.next(), command))).get(0);
    }

    private static <M extends Message> Received<M> from(Sender sender, String id, M message) {
        Received<M> letter = letter(id, message);
        return new Received<>(letter.key(), letter.envelope(), sender, letter.receivedAt(), message);
    }

    /** What the service keeps of wallets. */
    private static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (String table : List.of("wallet", "hold", "ledger_entry", "reversal")) {
            rows.addAll(DATABASE.rows("select * from " + table));
        }
        return rows;
    }
}

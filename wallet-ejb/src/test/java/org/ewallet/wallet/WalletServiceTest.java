package org.ewallet.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.letter;

import java.util.ArrayList;
import java.util.List;
import org.ewallet.contract.Message;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome.Status;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.order.OrderEvent;
import org.ewallet.contract.order.OrderPlaced;
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
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows what batches of letters leave in a real database, through the real persistence unit. */
class WalletServiceTest {

    private final WalletDatabase database = new WalletDatabase();

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void lettersOfABatchSeeWhatThoseBeforeThemDid() {
        List<Decision> decisions = database.handle("c",
                new DepositFunds("johny.EUR", 100, "EUR", null),
                new OpenWallet("johny.EUR", "johny", "EUR", null),
                new OpenWallet("johny.EUR", "mary", "EUR", null),
                new OpenWallet("mary.EUR", "mary", "EUR", null),
                new TransferFunds("johny.EUR", "mary.EUR", 100, "EUR", null),
                new DepositFunds("johny.EUR", 100, "EUR", null),
                new TransferFunds("johny.EUR", "mary.EUR", 60, "EUR", null),
                new HoldFunds("h1", "johny.EUR", "mary.EUR", 41, "EUR", null, null),
                new HoldFunds("h1", "johny.EUR", "mary.EUR", 40, "EUR", null, null),
                new WithdrawFunds("johny.EUR", 1, "EUR", null),
                new CaptureHold("h1", 30L, false),
                new ReleaseHold("h1"),
                new ReverseTransfer("c7", null),
                new ReverseTransfer("c7", null),
                new CloseWallet("mary.EUR", null),
                new WithdrawFunds("mary.EUR", 30, "EUR", null),
                new CloseWallet("mary.EUR", null));

        assertThat(decisions).extracting(decision -> decision.outcome().reason()).containsExactly(
                Reason.WALLET_UNKNOWN, null, Reason.ALREADY_EXISTS, null, Reason.INSUFFICIENT_FUNDS, null, null,
                Reason.INSUFFICIENT_FUNDS, null, Reason.INSUFFICIENT_FUNDS, null, null, null, Reason.ALREADY_REVERSED,
                Reason.WALLET_NOT_EMPTY, null, null);
        assertThat(balances()).containsExactly(List.of("johny.EUR", "70", "0", "FALSE"),
                List.of("mary.EUR", "0", "0", "TRUE"), List.of("settlement:EUR", "-70", "0", "FALSE"));
    }

    @Test
    void laterBatchesSeeWhatEarlierOnesLeft() {
        database.handle("a", new OpenWallet("johny.EUR", "johny", "EUR", null),
                new OpenWallet("mary.EUR", "mary", "EUR", null), new DepositFunds("johny.EUR", 100, "EUR", null));
        database.handle("b", new HoldFunds("h1", "johny.EUR", "mary.EUR", 40, "EUR", null, null),
                new TransferFunds("johny.EUR", "mary.EUR", 60, "EUR", null));

        List<Decision> decisions = database.handle("c", new OpenWallet("johny.EUR", "johny", "EUR", null),
                new HoldFunds("h1", "johny.EUR", "mary.EUR", 1, "EUR", null, null),
                new TransferFunds("johny.EUR", "mary.EUR", 1, "EUR", null),
                new ReverseTransfer("b2", null),
                new CaptureHold("h1", null, null));
        List<Decision> last = database.handle("d", new ReverseTransfer("b2", null), new ReleaseHold("h1"),
                new ReverseTransfer("c3", null));

        assertThat(decisions).extracting(decision -> decision.outcome().reason()).containsExactly(
                Reason.ALREADY_EXISTS, Reason.ALREADY_EXISTS, Reason.INSUFFICIENT_FUNDS, null, null);
        assertThat(last).extracting(decision -> decision.outcome().reason()).containsExactly(
                Reason.ALREADY_REVERSED, Reason.HOLD_CLOSED, Reason.TRANSFER_UNKNOWN);
        assertThat(balances()).containsExactly(List.of("johny.EUR", "60", "0", "FALSE"),
                List.of("mary.EUR", "40", "0", "FALSE"), List.of("settlement:EUR", "-100", "0", "FALSE"));
    }

    @Test
    void aBanIsRememberedForWalletsToCome() {
        database.handle("b", new PersonBanned("johny", "fraud"));
        database.handle("o", new OpenWallet("johny.EUR", "johny", "EUR", null),
                new OpenWallet("mary.EUR", "mary", "EUR", null));

        assertThat(reasons(database.handle("d", new DepositFunds("johny.EUR", 1, "EUR", null),
                new DepositFunds("mary.EUR", 1, "EUR", null)))).containsExactly(Reason.WALLET_BLOCKED, null);

        database.handle("r", NOW.plusSeconds(1), new PersonReinstated("johny", "appeal"));
        database.handle("l", new PersonBanned("johny", "late"));
        assertThat(reasons(database.handle("e", new DepositFunds("johny.EUR", 1, "EUR", null)))).containsOnlyNulls();
    }

    @Test
    void reactionsFindTheWalletsOfThePerson() {
        database.handle("e", new PersonRegistered("johny", "John Doe", "john@example.org", null, "EUR", null),
                new PersonRegistered("shop", "Shop", "shop@example.org", null, "EUR", null));
        database.handle("c", new OpenWallet("travel", "johny", "USD", null),
                new DepositFunds("johny.EUR", 100, "EUR", null));

        assertThat(reasons(database.handle("o", new OrderPlaced("o1", "johny", 60, "EUR", "shop.EUR"))))
                .containsOnlyNulls();
        database.handle("b", new PersonBanned("johny", "fraud"));
        assertThat(reasons(database.handle("o", new OrderPlaced("o2", "johny", 1, "EUR", "shop.EUR"))))
                .containsExactly(Reason.WALLET_BLOCKED);
        assertThat(reasons(database.handle("d", new DepositFunds("travel", 1, "USD", null))))
                .containsExactly(Reason.WALLET_BLOCKED);

        database.handle("r", new PersonReinstated("johny", "appeal"));
        assertThat(reasons(database.handle("o", new OrderPlaced("o3", "johny", 41, "EUR", "shop.EUR"),
                new OrderPlaced("o4", "johny", 40, "EUR", "shop.EUR"))))
                .containsExactly(Reason.INSUFFICIENT_FUNDS, null);
    }

    @Test
    void aThousandLettersFitIntoOneBatch() {
        List<Received<?>> letters = new ArrayList<>();
        letters.add(letter("o0", new OpenWallet("shop", "shop", "EUR", null)));
        for (int i = 0; i < 250; i++) {
            letters.add(letter("o-" + i, new OpenWallet("w" + i, "johny", "EUR", null)));
            letters.add(letter("d-" + i, new DepositFunds("w" + i, 10, "EUR", null)));
            letters.add(letter("h-" + i, new HoldFunds("h" + i, "w" + i, "shop", 3, "EUR", null, null)));
            letters.add(letter("t-" + i, new TransferFunds("w" + i, "shop", 7, "EUR", null)));
        }

        List<Decision> decisions = database.handle(letters);

        assertThat(decisions).allMatch(decision -> decision.outcome().status() == Status.COMPLETED);
        assertThat(decisions).extracting(decision -> decision.outcome().commandId())
                .startsWith("o0", "o-0", "d-0", "h-0", "t-0", "o-1");
        assertThat(database.rows("select sum(balance_minor), sum(held_minor) from wallet where owner_id = 'johny'"))
                .containsExactly(List.of("750", "750"));
        assertThat(database.rows("select balance_minor from wallet where wallet_id = 'shop'"))
                .containsExactly(List.of("1750"));
    }

    @Test
    void everyMessageTheServiceReceivesHasAHandler() {
        assertThat(WalletDatabase.HANDLERS).extracting(handler -> (Object) handler.type()).containsExactlyInAnyOrder(
                OpenWallet.class, CloseWallet.class, BlockWallet.class, UnblockWallet.class,
                DepositFunds.class, WithdrawFunds.class, TransferFunds.class, HoldFunds.class, CaptureHold.class,
                ReleaseHold.class, ReverseTransfer.class, PersonRegistered.class, PersonBanned.class,
                PersonReinstated.class, OrderPlaced.class);
        assertThat(service(WalletCommand.class)).satisfies(commands -> assertThat(MessageTypes.of(WalletCommand.class)
                .names()).allSatisfy(name -> assertThat(commands.find("org.ewallet." + name)).isPresent()));
    }

    @Test
    void aBoxTakesOnlyTheLettersOfItsFamily() {
        assertThat(service(WalletCommand.class).find("org.ewallet.TransferFunds")).contains(TransferFunds.class);
        assertThat(service(WalletCommand.class).find("org.ewallet.OrderPlaced")).isEmpty();
        assertThat(service(WalletCommand.class).find("org.ewallet.RegisterPerson")).isEmpty();
        assertThat(service(OrderEvent.class).find("org.ewallet.OrderPlaced")).contains(OrderPlaced.class);
        assertThat(service(OrderEvent.class).find("org.ewallet.PersonBanned")).isEmpty();
        assertThat(service(AccountEvent.class).find("org.ewallet.PersonBanned")).contains(PersonBanned.class);
        assertThat(service(AccountEvent.class).find("org.ewallet.TransferFunds")).isEmpty();
    }

    private static LetterService service(Class<? extends Message> family) {
        return new WalletService(WalletDatabase.HANDLERS, null).of(family);
    }

    private static List<Reason> reasons(List<Decision> decisions) {
        return decisions.stream().map(decision -> decision.outcome().reason()).toList();
    }

    private List<List<String>> balances() {
        return database.rows("select wallet_id, balance_minor, held_minor, closed from wallet order by wallet_id");
    }
}

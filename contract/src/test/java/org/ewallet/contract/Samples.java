package org.ewallet.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.account.PersonView;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.account.ReinstatePerson;
import org.ewallet.contract.notification.EmailFailed;
import org.ewallet.contract.notification.EmailSent;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationAttempts.Result;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.notification.NotificationEvent;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.notification.SmsFailed;
import org.ewallet.contract.notification.SmsSent;
import org.ewallet.contract.order.OrderEvent;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.AuditLine;
import org.ewallet.contract.wallet.AuditReport;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.FundsDeposited;
import org.ewallet.contract.wallet.FundsHeld;
import org.ewallet.contract.wallet.FundsWithdrawn;
import org.ewallet.contract.wallet.HoldCaptured;
import org.ewallet.contract.wallet.HoldExpired;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldReleased;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.OrderPaid;
import org.ewallet.contract.wallet.OrderPaymentRejected;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.TransferReversed;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WalletBlocked;
import org.ewallet.contract.wallet.WalletClosed;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.contract.wallet.WalletEvent;
import org.ewallet.contract.wallet.WalletOpened;
import org.ewallet.contract.wallet.WalletUnblocked;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.contract.wallet.WithdrawFunds;

/** One record of every type that travels as JSON, with every field filled: the other half of the golden files. */
final class Samples {

    /** Every family of messages: each is a sealed interface. */
    static final List<Class<? extends Message>> FAMILIES = List.of(AccountCommand.class, AccountEvent.class,
            WalletCommand.class, WalletEvent.class, NotificationCommand.class, NotificationEvent.class,
            OrderEvent.class);

    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");
    private static final Instant LATER = Instant.parse("2030-01-31T12:00:01.123456Z");

    private Samples() {
    }

    static Stream<Record> all() {
        return Stream.of(account(), walletCommands(), walletEvents(), walletViews(), notification(), letters(),
                        common())
                .flatMap(List::stream);
    }

    private static List<Record> account() {
        return List.of(
                new RegisterPerson("johny", "John Doe", "john@example.org", "+491701234567", "USD", "de-AT"),
                new BanPerson("johny", "fraud"),
                new ReinstatePerson("johny", "was a mistake"),
                new PersonRegistered("johny", "John Doe", "john@example.org", "+491701234567", "USD", "de-AT"),
                new PersonBanned("johny", "fraud"),
                new PersonReinstated("johny", "was a mistake"),
                new PersonView("johny", "John Doe", PersonView.Status.BANNED, NOON));
    }

    private static List<Record> walletCommands() {
        return List.of(
                new OpenWallet("johny.EUR", "johny", "EUR", 50_000L),
                new CloseWallet("johny.EUR", "moved away"),
                new BlockWallet("johny.EUR", BlockMode.DEBIT, "card lost"),
                new UnblockWallet("johny.EUR", "card found"),
                new DepositFunds("johny.EUR", 1250, "EUR", "cash desk 7"),
                new WithdrawFunds("johny.EUR", 1250, "EUR", "ATM 12"),
                new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch"),
                new HoldFunds("hold-1", "johny.EUR", "hotel.EUR", 90_000, "EUR", LATER, "room 12"),
                new CaptureHold("hold-1", 45_000L, false),
                new ReleaseHold("hold-1"),
                new ReverseTransfer("t-1", "sent twice"));
    }

    private static List<Record> walletEvents() {
        return List.of(
                new WalletOpened("johny.EUR", "johny", "EUR", 50_000),
                new WalletClosed("johny.EUR", "johny", "moved away"),
                new WalletBlocked("johny.EUR", "johny", BlockMode.ALL, "PERSON_BANNED"),
                new WalletUnblocked("johny.EUR", "johny", "card found"),
                new FundsDeposited("johny.EUR", "johny", 1250, "EUR", "cash desk 7"),
                new FundsWithdrawn("johny.EUR", "johny", 1250, "EUR", "ATM 12"),
                new TransferCompleted("t-1", "johny.EUR", "johny", "mary.EUR", "mary", 1250, "EUR", "lunch"),
                new TransferReversed("t-1", "johny.EUR", "johny", "mary.EUR", "mary", 1250, "EUR", "sent twice"),
                new FundsHeld("hold-1", "johny.EUR", "johny", "hotel.EUR", 90_000, "EUR", LATER, "room 12"),
                new HoldCaptured("hold-1", "johny.EUR", "johny", "hotel.EUR", 45_000, 60_000, "EUR", true),
                new HoldReleased("hold-1", "johny.EUR", "johny", 30_000, "EUR"),
                new HoldExpired("hold-1", "johny.EUR", "johny", 30_000, "EUR"),
                new OrderPaid("order-1", "johny", "johny.EUR", "shop.EUR", 1999, "EUR"),
                new OrderPaymentRejected("order-1", "johny", "shop.EUR", 1999, "EUR", Reason.INSUFFICIENT_FUNDS));
    }

    private static List<Record> walletViews() {
        StatementLine line = new StatementLine("42", LATER, "TRANSFER", -1250, 8750, "mary.EUR", "t-1", "lunch");
        AuditLine invariant = new AuditLine(2, "NO_WALLET_BELOW_OVERDRAFT", "no wallet is below -overdraft",
                12_000_000_000L, 1, List.of("wallet johny.EUR: its balance is -2500, its overdraft limit 0"));
        return List.of(
                new WalletView("johny.EUR", "johny", "EUR", WalletView.Status.BLOCKED, BlockMode.DEBIT, -2500, 1000,
                        46_500, 50_000, NOON),
                new BalanceView("johny.EUR", "EUR", -2500, 1000, 46_500, LATER),
                new HoldView("hold-1", "hotel.EUR", 90_000, 45_000, HoldView.Status.OPEN, LATER),
                line,
                new StatementPage("johny.EUR", "EUR", 10_000, List.of(line), 8750, "bmV4dA"),
                new LedgerSum("EUR", 0, 3, 12_000_000_000L),
                invariant,
                new AuditReport(false, LATER, List.of(invariant)));
    }

    private static List<Record> letters() {
        BoxBalance box = new BoxBalance("wallet.commands", 100L, 60L, 10L, 5L, 4L, 7, 6, 3, 2, 1, 2L, false, 1500L, null);
        return List.of(box, new MessageBalance(false, LATER, List.of(box)),
                new LetterCount("wallet.commands", 98, 60, 10, 5, 0, 4));
    }

    private static List<Record> notification() {
        NotificationView view = new NotificationView("n-1", NotificationView.Channel.EMAIL, "WELCOME",
                "john@example.org", NotificationView.Status.SENT, 2, NOON, LATER, "r-1", "johny", null);
        NotificationView sms = new NotificationView("n-2", NotificationView.Channel.SMS, "LETTER", "+491701234567",
                NotificationView.Status.SENT, 1, NOON, LATER, "s-1", null, "DELIVERED");
        Attempt failed = new Attempt(1, NOON, LATER, Result.FAILED, "primary", "451 try later");
        return List.of(
                new SendEmail("john@example.org", "Hello", "Dear John,\n\nwelcome.", "johny"),
                new SendSms("+491701234567", "Your code is 1234", "johny"),
                new EmailSent("n-1", "WELCOME", "john@example.org", "johny"),
                new EmailFailed("n-1", "WELCOME", "john@example.org", "johny", "550 no such user"),
                new SmsSent("n-2", "LETTER", "+491701234567", "johny"),
                new SmsFailed("n-2", "LETTER", "+491701234567", "johny", "unknown subscriber"),
                view,
                new NotificationPage(List.of(view, sms), "bmV4dA"),
                failed,
                new NotificationAttempts(List.of(failed, new Attempt(2, LATER, null, null, null, null))));
    }

    private static List<Record> common() {
        return List.of(
                new OrderPlaced("order-1", "johny", 1999, "EUR", "shop.EUR"),
                new CommandRejected("t-1", "TransferFunds", Reason.INSUFFICIENT_FUNDS, "johny.EUR has 3.00 EUR"),
                new Outcome("t-1", "TransferFunds", Outcome.Status.COMPLETED, null, "funds transferred", LATER,
                        Map.of("transferId", "t-1", "sourceBalanceMinor", 9_000_000_000L)));
    }
}

package org.ewallet.cli.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.OrderPublisher;
import org.ewallet.cli.clients.QueueDepth;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.contract.Destinations;

/**
 * Two people, a bookshop and some money: the platform in seven steps, over an installation that runs. It can be played
 * again on the same data, and on any server and database.
 */
public final class Story {

    private static final int STEPS = 7;
    private static final String EUR = "EUR";
    private static final String PHONE = "+491701234567";
    private static final long DEPOSIT = 10_000;
    private static final long TRANSFER = 1_250;
    private static final long ORDER = 1_999;
    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Installation installation;
    private final Output output;
    private final WebApi api;
    private final Observer observer;
    private final Cast cast;

    private Letter transfer;

    private Story(Installation installation, Output output) {
        this.installation = installation;
        this.output = output;
        this.api = installation.webApi();
        this.observer = new Observer(api, installation.mailbox(), output);
        this.cast = Cast.unknownTo(api);
    }

    /**
     * Plays the story.
     *
     * @return the people in it: who got money, and who was banned
     * @throws StoryFailed at the first claim that does not hold
     */
    public static List<String> play(Installation installation, Output output) {
        Story story = new Story(installation, output);
        try (LetterSender sender = installation.sender(); BrokerManagement broker = installation.management()) {
            story.twoPeopleRegister(sender);
            story.moneyComesInAndIsTransferred(sender);
            story.theSameLetterAgainChangesNothing(sender);
            story.lettersWaitForAServiceThatIsStopped(sender, broker);
            story.aShopOutsideIsPaid(sender);
            story.aBannedPersonCannotPay(sender);
            story.questionsChangeNothing();
        }
        output.line("");
        output.line("All %d steps hold.", STEPS);
        return List.of(story.cast.mary(), story.cast.johny());
    }

    private void twoPeopleRegister(LetterSender sender) {
        begin(1, "Two people register");
        send(sender, Letter.with("RegisterPerson", "personId", cast.johny(), "name", cast.johny(),
                "email", Cast.email(cast.johny()), "phone", PHONE));
        send(sender, Letter.with("RegisterPerson", "personId", cast.mary(), "name", cast.mary(),
                "email", Cast.email(cast.mary()), "phone", PHONE, "locale", "de"));
        for (String person : List.of(cast.johny(), cast.mary())) {
            observer.expect("/api/wallets/" + Cast.wallet(person), "an open wallet",
                    wallet -> "OPEN".equals(wallet.path("status").asText()));
            observer.expectMail(Cast.email(person), "");
        }
    }

    private void moneyComesInAndIsTransferred(LetterSender sender) {
        begin(2, "100.00 come in, 12.50 go to " + cast.mary());
        send(sender, Letter.with("DepositFunds", "walletId", Cast.wallet(cast.johny()),
                "amountMinor", DEPOSIT, "currency", EUR, "reference", "salary"));
        transfer = transferToMary();
        send(sender, transfer);
        observer.expectOutcome(transfer.id(), "COMPLETED", null);
        observer.expectBalance(Cast.wallet(cast.johny()), DEPOSIT - TRANSFER);
        observer.expectBalance(Cast.wallet(cast.mary()), TRANSFER);
    }

    private void theSameLetterAgainChangesNothing(LetterSender sender) {
        begin(3, "The very same transfer letter twice more");
        JsonNode first = observer.expectOutcome(transfer.id(), "COMPLETED", null);
        for (int i = 0; i < 2; i++) {
            tell(transfer, Destinations.WALLET_COMMANDS);
            JsonNode again = json(sender.sendAndReceiveOutcome(transfer, OUTCOME_LIMIT));
            output.line("    reply -> %s", Observer.shortened(again.toString()));
            Observer.check(isSame(again, first), "the outcome of the repeat is the first one, " + first);
        }
        observer.expectBalance(Cast.wallet(cast.johny()), DEPOSIT - TRANSFER);
        observer.expectBalance(Cast.wallet(cast.mary()), TRANSFER);
    }

    private void lettersWaitForAServiceThatIsStopped(LetterSender sender, BrokerManagement broker) {
        begin(4, "Letters wait for a service that is stopped");
        installation.stopNotifications(output);
        String code = Letter.newId();
        try {
            long before = depth(broker).messages();
            send(sender, Letter.with("SendSms", "to", PHONE, "text", "Your code is " + code));
            send(sender, Letter.with("SendEmail", "to", Cast.email(cast.johny()), "subject", "Your statement " + code,
                    "body", "It waited for you."));
            QueueDepth grown = Observer.await(() -> Optional.of(depth(broker)),
                    queue -> queue.messages() == before + 2, "two more letters lie in notification.commands");
            output.line("    broker -> %d letters wait in %s", grown.messages(), grown.name());
        } finally {
            installation.startNotifications(output);
        }
        observer.expectSms(PHONE, code);
        observer.expectMail(Cast.email(cast.johny()), code);
        Observer.await(() -> Optional.of(depth(broker)), queue -> queue.messages() == 0,
                "notification.commands is empty");
        Observer.check(observer.smsWith(PHONE, code).size() == 1, "the SMS was sent once");
        Observer.check(observer.mailsWith(Cast.email(cast.johny()), code).size() == 1, "the mail was sent once");
        output.line("    broker -> %s is empty; each was sent once", Destinations.NOTIFICATION_COMMANDS);
    }

    private void aShopOutsideIsPaid(LetterSender sender) {
        begin(5, "A shop outside publishes an order (AMQP 1.0), the wallet pays");
        send(sender, Letter.with("RegisterPerson", "personId", cast.shopkeeper(), "name", "The Bookshop",
                "email", Cast.email(cast.shopkeeper())));
        observer.expect("/api/wallets/" + Cast.wallet(cast.shopkeeper()), "an open wallet",
                wallet -> "OPEN".equals(wallet.path("status").asText()));
        send(sender, Letter.with("OpenWallet", "walletId", cast.till(), "ownerId", cast.shopkeeper(),
                "currency", EUR));
        observer.expectBalance(cast.till(), 0);
        String orderId = "order-" + Letter.newId();
        Letter order = Letter.with("OrderPlaced", "orderId", orderId, "personId", cast.johny(),
                "amountMinor", ORDER, "currency", EUR, "merchantWalletId", cast.till());
        try (OrderPublisher shop = installation.shop()) {
            tell(order, shop.publish(order));
        }
        observer.expectBalance(cast.till(), ORDER);
        observer.expectBalance(Cast.wallet(cast.johny()), DEPOSIT - TRANSFER - ORDER);
        observer.expectMail(Cast.email(cast.johny()), orderId);
    }

    private void aBannedPersonCannotPay(LetterSender sender) {
        begin(6, cast.johny() + " is banned");
        send(sender, Letter.with("BanPerson", "personId", cast.johny(), "reason", "demo"));
        observer.expect("/api/wallets/" + Cast.wallet(cast.johny()), "a blocked wallet",
                wallet -> "BLOCKED".equals(wallet.path("status").asText()));
        Letter refused = transferToMary();
        send(sender, refused);
        observer.expectOutcome(refused.id(), "REJECTED", "WALLET_BLOCKED");
        observer.expectBalance(Cast.wallet(cast.johny()), DEPOSIT - TRANSFER - ORDER);
    }

    private void questionsChangeNothing() {
        begin(7, "Questions change nothing, and the books balance");
        JsonNode before = observer.expect("/api/ledger/sums", "sums that are zero", Story::areZero);
        for (String path : List.of("/balance", "/statement", "/holds")) {
            observer.expect("/api/wallets/" + Cast.wallet(cast.johny()) + path, "an answer", answer -> true);
        }
        observer.expect("/api/persons/" + cast.johny() + "/wallets", "an answer", answer -> true);
        JsonNode after = observer.expect("/api/ledger/sums", "sums that are zero", Story::areZero);
        Observer.check(after.equals(before), "the sums after the questions are those before, " + before);
    }

    private static boolean isSame(JsonNode outcome, JsonNode other) {
        return Stream.of("commandId", "status", "reason", "completedAt", "result")
                .allMatch(field -> outcome.path(field).asText().equals(other.path(field).asText())
                        && outcome.path(field).size() == other.path(field).size());
    }

    private static boolean areZero(JsonNode sums) {
        JsonNode list = sums.path("sums");
        for (JsonNode sum : list) {
            if (sum.path("sumMinor").asLong(-1) != 0) {
                return false;
            }
        }
        return !list.isEmpty();
    }

    private Letter transferToMary() {
        return Letter.with("TransferFunds", "sourceWalletId", Cast.wallet(cast.johny()),
                "targetWalletId", Cast.wallet(cast.mary()), "amountMinor", TRANSFER, "currency", EUR,
                "reference", "lunch");
    }

    private static QueueDepth depth(BrokerManagement broker) {
        return broker.queue(Destinations.NOTIFICATION_COMMANDS);
    }

    private void begin(int number, String title) {
        output.line("");
        output.line("[%d/%d] %s", number, STEPS, title);
    }

    private void send(LetterSender sender, Letter letter) {
        tell(letter, sender.send(letter));
    }

    private void tell(Letter letter, String box) {
        output.line("    letter %s %s -> %s %s", letter.type(), letter.id(), box, letter.data());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new StoryFailed("An outcome is no JSON: " + text);
        }
    }
}

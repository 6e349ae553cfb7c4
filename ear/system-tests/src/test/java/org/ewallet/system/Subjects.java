package org.ewallet.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.contract.Destinations;

/**
 * What the web API can be asked about: a wallet with entries and a hold, a person with a mail, the letter that did it,
 * somebody of whom nobody knows where to write to, and letters put aside.
 */
final class Subjects {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int TRANSFERS = 10;

    private final Installation installation;
    private final Bank bank;
    private final String personId = "asked-" + Letter.newId();
    private final Letter registration = Letter.with("RegisterPerson", "personId", personId, "name", "Asked",
            "email", "asked@example.org");
    private final String notificationId;

    Subjects(Installation installation) {
        this.installation = installation;
        this.bank = Bank.open(installation, 2);
        try (LetterSender sender = installation.sender()) {
            sender.sendAll(Destinations.WALLET_COMMANDS, bank.transfers(TRANSFERS, 5));
            sender.sendAndReceiveOutcome(Letter.with("HoldFunds", "holdId", Letter.newId(), "walletId", bank.wallet(0),
                    "targetWalletId", bank.wallet(1), "amountMinor", 1, "currency", "EUR"), LIMIT);
            sender.sendAndReceiveOutcome(registration, LIMIT);
        }
        Waiting.until(personId + " has a wallet",
                () -> installation.webApi().find("/api/wallets/" + personId + ".EUR").isPresent());
        this.notificationId = firstNotification(personId).path("id").asText();
        firstNotification(bank.owner());
    }

    String walletId() {
        return bank.wallet(0);
    }

    /** The values of the parameters of a path that is there, by name; none if nothing is needed. */
    Map<String, String> inPath(List<String> parameters) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        return switch (parameters.get(0)) {
            case "walletId" -> Map.of("walletId", walletId());
            case "personId" -> Map.of("personId", personId);
            case "commandId" -> Map.of("commandId", registration.id());
            case "id" -> Map.of("id", notificationId);
            case "aside" -> Map.of("aside", "invalid-letters", "box", Destinations.WALLET_COMMANDS, "id", letterPutAside());
            default -> throw new IllegalStateException("nothing is known about " + parameters);
        };
    }

    /** Of what can be asked for behind a question mark, by name. */
    Map<String, String> inQuery() {
        return Map.of("personId", bank.owner(), "commandId", registration.id());
    }

    private JsonNode firstNotification(String person) {
        String address = "/api/notifications?personId=" + person;
        Waiting.until("there is something to tell " + person,
                () -> installation.webApi().find(address).orElseThrow().path("notifications").size() > 0);
        return installation.webApi().find(address).orElseThrow().path("notifications").path(0);
    }

    /** Each time another one. */
    private String letterPutAside() {
        Letter unreadable = new Letter(Letter.newId(), "TransferFunds", "{}");
        String box;
        try (LetterSender sender = installation.sender()) {
            box = sender.send(unreadable);
        }
        Waiting.until("the letter is put aside", () -> installation.webApi()
                .find("/api/invalid-letters/" + box + "/" + unreadable.id()).isPresent());
        return unreadable.id();
    }
}

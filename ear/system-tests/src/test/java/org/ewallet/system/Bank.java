package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.contract.Destinations;

/** Some wallets with enough money, letters that move it about, and a reckoning of what must come of them. */
final class Bank {

    static final long DEPOSIT = 100_000_000;
    private static final int PAGE = 500;
    private static final Duration AUDIT_LIMIT = Duration.ofMinutes(2);
    private static final int ASK_EVERY = 200;

    private final WebApi api;
    private final String owner;
    private final List<String> wallets;
    private final Map<String, Long> balances = new TreeMap<>();

    private Bank(WebApi api, String owner, List<String> wallets) {
        this.api = api;
        this.owner = owner;
        this.wallets = wallets;
        wallets.forEach(wallet -> balances.put(wallet, DEPOSIT));
    }

    /** Opens wallets of one owner, with ids that nobody else uses, and waits until the money is there. */
    static Bank open(Installation installation, int count) {
        String owner = "owner-" + Letter.newId();
        List<String> wallets = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String wallet = owner + "." + i;
            wallets.add(wallet);
            letters.add(Letter.with("OpenWallet", "walletId", wallet, "ownerId", owner, "currency", "EUR"));
            letters.add(Letter.with("DepositFunds", "walletId", wallet, "amountMinor", DEPOSIT, "currency", "EUR"));
        }
        try (LetterSender sender = installation.sender()) {
            sender.sendAll(Destinations.WALLET_COMMANDS, letters);
        }
        Bank bank = new Bank(installation.webApi(), owner, wallets);
        Waiting.until("the deposits are made", () -> bank.api.find("/api/wallets/" + wallets.get(count - 1) + "/balance")
                .filter(balance -> balance.path("balanceMinor").asLong() == DEPOSIT).isPresent());
        return bank;
    }

    String owner() {
        return owner;
    }

    String wallet(int index) {
        return wallets.get(index);
    }

    /** All balances in the order of the wallets, read at once. */
    List<Long> readAll() {
        List<Long> found = new ArrayList<>();
        get("/api/persons/" + owner + "/wallets").path("wallets")
                .forEach(wallet -> found.add(wallet.path("balanceMinor").asLong()));
        return found;
    }

    /** Letters that move money between wallets picked at random, always the same ones. */
    List<Letter> transfers(int count, int maxAmountMinor) {
        Random random = new Random(count);
        List<Letter> letters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int source = random.nextInt(wallets.size());
            int target = (source + 1 + random.nextInt(wallets.size() - 1)) % wallets.size();
            long amountMinor = 1 + random.nextInt(maxAmountMinor);
            letters.add(Letter.with("TransferFunds", "sourceWalletId", wallets.get(source), "targetWalletId",
                    wallets.get(target), "amountMinor", amountMinor, "currency", "EUR"));
            balances.merge(wallets.get(source), -amountMinor, Long::sum);
            balances.merge(wallets.get(target), amountMinor, Long::sum);
        }
        return letters;
    }

    /** Requires two entries for each of the letters, the balances that follow from them, and books that hold. */
    void requireEachAppliedOnce(List<Letter> transfers) {
        Map<String, Integer> debits = new HashMap<>();
        Map<String, Integer> credits = new HashMap<>();
        Map<String, Long> found = new TreeMap<>();
        for (String wallet : wallets) {
            found.put(wallet, readStatement(wallet, debits, credits));
        }
        List<String> ids = transfers.stream().map(Letter::id).toList();
        assertThat(debits.keySet()).as("transfers that were debited").containsExactlyInAnyOrderElementsOf(ids);
        assertThat(debits).as("how often each was debited").allSatisfy((id, times) -> assertThat(times).isOne());
        assertThat(credits).as("what was credited").isEqualTo(debits);
        assertThat(found).as("balances").isEqualTo(balances);
        for (int i = 0; i < ids.size(); i += ASK_EVERY) {
            assertThat(get("/api/commands/" + ids.get(i)).path("status").asText()).isEqualTo("COMPLETED");
        }
        JsonNode audit = api.find("/api/ledger/audit", AUDIT_LIMIT).orElseThrow();
        assertThat(audit.path("holds").asBoolean()).as(audit.toPrettyString()).isTrue();
    }

    /** Counts the transfers of a wallet, and returns its balance. */
    private long readStatement(String wallet, Map<String, Integer> debits, Map<String, Integer> credits) {
        String cursor = "";
        while (true) {
            JsonNode page = get("/api/wallets/" + wallet + "/statement?limit=" + PAGE + cursor);
            for (JsonNode entry : page.path("entries")) {
                if ("TRANSFER".equals(entry.path("kind").asText())) {
                    Map<String, Integer> side = entry.path("amountMinor").asLong() < 0 ? debits : credits;
                    side.merge(entry.path("commandId").asText(), 1, Integer::sum);
                }
            }
            if (!page.path("nextCursor").isTextual()) {
                assertThat(get("/api/wallets/" + wallet + "/balance").path("balanceMinor"))
                        .as("balance and end of the statement of %s", wallet)
                        .isEqualTo(page.path("closingBalanceMinor"));
                return page.path("closingBalanceMinor").asLong();
            }
            cursor = "&cursor=" + page.path("nextCursor").asText();
        }
    }

    /** Waits for the outcome of a command. */
    JsonNode outcome(String commandId) {
        Waiting.until("there is an outcome of " + commandId, () -> api.find("/api/commands/" + commandId).isPresent());
        return get("/api/commands/" + commandId);
    }

    /** Empty if there is no such thing. */
    Optional<JsonNode> find(String path) {
        return api.find(path);
    }

    JsonNode get(String path) {
        return find(path).orElseThrow(() -> new AssertionError("there is no " + path));
    }
}

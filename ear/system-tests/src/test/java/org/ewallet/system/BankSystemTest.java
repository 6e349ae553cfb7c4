package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.Test;

/** What holds for the money whatever the server is made of: once on each server and each database. */
abstract class BankSystemTest extends SystemTest {

    private static final int DEBITS = 10_000;

    BankSystemTest(Settings settings) {
        super(settings);
    }

    /** Shows that whoever reads all wallets at once sees all the money, whatever moves meanwhile. */
    @Test
    void every_read_of_all_wallets_sums_to_the_total() {
        installation().stopNotifications(OUTPUT);
        Bank bank = Bank.open(installation(), 8);
        Set<List<Long>> seen = new HashSet<>();
        try (BrokerManagement broker = installation().management()) {
            send(bank.transfers(5_000, 5));
            while (depth(broker) > 0) {
                List<Long> balances = bank.readAll();
                assertThat(balances).hasSize(8);
                assertThat(balances.stream().mapToLong(Long::longValue).sum()).isEqualTo(8 * Bank.DEPOSIT);
                seen.add(balances);
            }
        }
        assertThat(seen).as("different balances that were read").hasSizeGreaterThan(2);
    }

    /** Shows that a hold is captured once, however many ask for it at once. */
    @Test
    void of_a_hundred_captures_at_once_one_takes_effect() {
        Bank bank = Bank.open(installation(), 2);
        Letter hold = Letter.with("HoldFunds", "holdId", Letter.newId(), "walletId", bank.wallet(0),
                "targetWalletId", bank.wallet(1), "amountMinor", 100, "currency", "EUR");
        send(List.of(hold));
        List<Letter> captures = Stream.generate(() -> Letter.with("CaptureHold", "holdId", holdId(hold)))
                .limit(100).toList();

        IntStream.range(0, 10).parallel().forEach(i -> send(captures.subList(10 * i, 10 * (i + 1))));

        Map<String, Long> outcomes = captures.stream().map(capture -> bank.outcome(capture.id()))
                .collect(Collectors.groupingBy(outcome -> outcome.path("status").asText() + " "
                        + outcome.path("reason").asText(), Collectors.counting()));
        assertThat(outcomes).isEqualTo(Map.of("COMPLETED null", 1L, "REJECTED HOLD_CLOSED", 99L));
        assertThat(bank.readAll()).containsExactly(Bank.DEPOSIT - 100, Bank.DEPOSIT + 100);
    }

    /** Shows that no debit gets past a block: none is told after it, each later one is refused, and the money agrees. */
    @Test
    void no_debit_commits_after_the_block_of_its_wallet() {
        installation().stopNotifications(OUTPUT);
        Bank bank = Bank.open(installation(), 1);
        String person = "p-" + Letter.newId();
        String wallet = person + ".EUR";
        try (BrokerManagement broker = installation().management(); Subscription events = new Subscription(installation())) {
            send(Destinations.ACCOUNT_COMMANDS, List.of(Letter.with("RegisterPerson", "personId", person,
                    "name", "Racer", "email", "racer@example.org")));
            events.take(1, event -> event.type().equals("WalletOpened"));
            send(List.of(Letter.with("DepositFunds", "walletId", wallet, "amountMinor", DEBITS, "currency", "EUR")));
            List<Letter> debits = Stream.generate(() -> Letter.with("TransferFunds", "sourceWalletId", wallet,
                    "targetWalletId", bank.wallet(0), "amountMinor", 1, "currency", "EUR")).limit(DEBITS).toList();
            broker.pause(Destinations.WALLET_COMMANDS);
            send(debits);
            broker.resume(Destinations.WALLET_COMMANDS);
            awaitDepth(broker, DEBITS - 1);
            send(Destinations.ACCOUNT_COMMANDS, List.of(Letter.with("BanPerson", "personId", person)));

            List<Subscription.Told> told = events.take(DEBITS, event -> event.type().equals("TransferCompleted")
                    || event.type().equals("CommandRejected"));

            List<String> types = told.stream().map(Subscription.Told::type).toList();
            int block = types.indexOf("WalletBlocked");
            long debited = types.stream().filter("TransferCompleted"::equals).count();
            assertThat(block).as("the block is told in the middle").isBetween(1, types.size() - 2);
            assertThat(types.subList(block, types.size())).as("after the block").doesNotContain("TransferCompleted");
            assertThat(types.subList(0, block)).as("before the block").doesNotContain("CommandRejected");
            assertThat(told.stream().filter(event -> event.type().equals("CommandRejected")))
                    .allMatch(event -> event.data().path("reason").asText().equals("WALLET_BLOCKED"));
            assertThat(bank.get("/api/wallets/" + wallet).path("balanceMinor").asLong()).isEqualTo(DEBITS - debited);
        }
    }

    /** Shows that a hold reserves money until the very instant of its expiry, and that its end is told within a second. */
    @Test
    void a_hold_that_is_over_counts_no_more_and_is_told_within_a_second() {
        Bank bank = Bank.open(installation(), 2);
        Instant end = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MICROS);
        Letter hold = Letter.with("HoldFunds", "holdId", Letter.newId(), "walletId", bank.wallet(0), "targetWalletId",
                bank.wallet(1), "amountMinor", 100, "currency", "EUR", "expiresAt", end.toString());
        try (Subscription events = new Subscription(installation())) {
            send(List.of(hold));
            assertThat(bank.outcome(hold.id()).path("status").asText()).isEqualTo("COMPLETED");
            Map<Boolean, Set<Long>> heldUntilAndAfterTheEnd = new HashMap<>();
            Waiting.until("the end of the hold has passed", () -> {
                JsonNode balance = bank.get("/api/wallets/" + bank.wallet(0) + "/balance");
                boolean over = !Instant.parse(balance.path("asOf").asText()).isBefore(end);
                heldUntilAndAfterTheEnd.computeIfAbsent(over, unseen -> new HashSet<>())
                        .add(balance.path("heldMinor").asLong());
                return over;
            });
            assertThat(heldUntilAndAfterTheEnd).isEqualTo(Map.of(false, Set.of(100L), true, Set.of(0L)));

            Subscription.Told expired = events.take(1, event -> event.type().equals("HoldExpired")).stream()
                    .reduce((one, last) -> last).orElseThrow();
            assertThat(expired.data().path("holdId").asText()).isEqualTo(holdId(hold));
            assertThat(Duration.between(end, expired.time())).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}

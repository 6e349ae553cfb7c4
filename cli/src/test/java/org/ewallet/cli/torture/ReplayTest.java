package org.ewallet.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.CommandRejected;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.BanPerson;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.FundsDeposited;
import org.ewallet.contract.wallet.FundsHeld;
import org.ewallet.contract.wallet.HoldCaptured;
import org.ewallet.contract.wallet.HoldExpired;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WalletBlocked;
import org.ewallet.contract.wallet.WalletOpened;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.junit.jupiter.api.Test;

/** Shows that the replay agrees with a true story, and notices each way in which it could be untrue. */
class ReplayTest {

    private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");
    private static final Instant EXPIRY = START.plusSeconds(60);

    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final List<Told> accountEvents = new ArrayList<>();
    private final List<Told> walletEvents = new ArrayList<>();
    private final Map<String, WalletView> wallets = new TreeMap<>();
    private final Map<String, HoldView> holds = new TreeMap<>();
    private final Map<String, String> persons = new TreeMap<>();
    private Instant now = START;

    ReplayTest() {
        account("c1", new RegisterPerson("ann", "Ann", "ann@example.org", null, "EUR", null));
        accountTold("a1", "c1", new PersonRegistered("ann", "Ann", "ann@example.org", null, "EUR", null));
        told("e1", "a1", new WalletOpened("ann.EUR", "ann", "EUR", 0));
        done("c2", new OpenWallet("bob.EUR", "bob", "EUR", null));
        told("e2", "c2", new WalletOpened("bob.EUR", "bob", "EUR", 0));
        done("c3", new DepositFunds("bob.EUR", 100, "EUR", null));
        told("e3", "c3", new FundsDeposited("bob.EUR", "bob", 100, "EUR", null));
        done("c4", new TransferFunds("bob.EUR", "ann.EUR", 30, "EUR", "rent"));
        told("e4", "c4", new TransferCompleted("c4", "bob.EUR", "bob", "ann.EUR", "ann", 30, "EUR", "rent"));
        rejected("c5", new WithdrawFunds("bob.EUR", 71, "EUR", null), Reason.INSUFFICIENT_FUNDS);
        told("e5", "c5", new CommandRejected("c5", "WithdrawFunds", Reason.INSUFFICIENT_FUNDS, ""));
        done("c6", new UnblockWallet("bob.EUR", null));
        done("c7", new HoldFunds("h1", "bob.EUR", "ann.EUR", 20, "EUR", EXPIRY, null));
        told("e7", "c7", new FundsHeld("h1", "bob.EUR", "bob", "ann.EUR", 20, "EUR", EXPIRY, null));
        done("c8", new CaptureHold("h1", 5L, false));
        told("e8", "c8", new HoldCaptured("h1", "bob.EUR", "bob", "ann.EUR", 5, 5, "EUR", false));
        account("c9", new BanPerson("ann", null));
        accountTold("a2", "c9", new PersonBanned("ann", null));
        told("e9", "a2", new WalletBlocked("ann.EUR", "ann", BlockMode.ALL, "PERSON_BANNED"));
        rejected("c10", new DepositFunds("ann.EUR", 1, "EUR", null), Reason.WALLET_BLOCKED);
        told("e10", "c10", new CommandRejected("c10", "DepositFunds", Reason.WALLET_BLOCKED, ""));
        now = EXPIRY;
        told("e11", null, new HoldExpired("h1", "bob.EUR", "bob", 15, "EUR"));
        wallets.put("ann.EUR", view("ann", WalletView.Status.BLOCKED, 35));
        wallets.put("bob.EUR", view("bob", WalletView.Status.OPEN, 65));
        holds.put("h1", new HoldView("h1", "ann.EUR", 20, 5, HoldView.Status.EXPIRED, EXPIRY));
        persons.put("ann", "BANNED");
    }

    @Test
    void agreesWithATrueStory() {
        Replay.Verdict verdict = judge();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.decisions()).isEqualTo(12);
        assertThat(verdict.repeated()).isZero();
    }

    @Test
    void countsAnEventThatCameTwiceAsItWas() {
        walletEvents.add(walletEvents.get(3));

        assertThat(judge().findings()).isEmpty();
        assertThat(judge().repeated()).isOne();
    }

    @Test
    void noticesAnEventThatCameTwiceWithOtherContent() {
        Told event = event("e4");
        walletEvents.add(new Told(event.type(), event.id(), event.causationId(), null, event.time(),
                event("e3").data()));

        assertThat(judge().findings()).anyMatch(finding -> finding.contains("e4 came twice with different content"));
    }

    @Test
    void noticesAForgedOutcome() {
        outcomes.put("c5", Outcome.completed("c5", WithdrawFunds.class, outcomes.get("c5").completedAt(), "", Map.of()));

        assertThat(judge().findings()).contains("WithdrawFunds c5: should be INSUFFICIENT_FUNDS, is COMPLETED");
    }

    @Test
    void noticesAnotherReason() {
        outcomes.put("c10", Outcome.rejected("c10", DepositFunds.class, outcomes.get("c10").completedAt(),
                Reason.WALLET_CLOSED, ""));

        assertThat(judge().findings()).contains("DepositFunds c10: should be WALLET_BLOCKED, is WALLET_CLOSED");
    }

    @Test
    void noticesAMissingOutcome() {
        outcomes.remove("c6");

        assertThat(judge().findings()).containsExactly("UnblockWallet c6 was accepted and has no outcome");
    }

    @Test
    void noticesAMissingEvent() {
        walletEvents.remove(event("e5"));

        assertThat(judge().findings())
                .containsExactly("WithdrawFunds c5 is INSUFFICIENT_FUNDS, and no event tells of it");
    }

    @Test
    void noticesAMissingReaction() {
        walletEvents.remove(event("e9"));

        assertThat(judge().findings()).isNotEmpty();
    }

    @Test
    void noticesAMissingExpiry() {
        walletEvents.remove(event("e11"));

        assertThat(judge().findings()).contains("hold h1: should be 20 5 OPEN, is 20 5 EXPIRED");
    }

    @Test
    void noticesASecondEventOfOneDecision() {
        told("e12", "c4", new TransferCompleted("c4", "bob.EUR", "bob", "ann.EUR", "ann", 30, "EUR", "rent"));

        assertThat(judge().findings()).containsExactly("the events of TransferFunds c4: should be [TransferCompleted], "
                + "is [TransferCompleted, TransferCompleted]");
    }

    @Test
    void noticesAnEventThatNobodyCaused() {
        told("e12", "c99", new FundsDeposited("bob.EUR", "bob", 1, "EUR", null));

        assertThat(judge().findings()).containsExactly("FundsDeposited e12 is caused by c99, which nobody sent");
    }

    @Test
    void noticesAnEventThatTellsAnotherAmount() {
        Told event = event("e3");
        walletEvents.set(walletEvents.indexOf(event), new Told(event.type(), event.id(), event.causationId(), null,
                event.time(), Codec.readTree(Codec.write(new FundsDeposited("bob.EUR", "bob", 101, "EUR", null)))));

        assertThat(judge().findings()).containsExactly("DepositFunds c3: amountMinor is told as 101, not 100");
    }

    @Test
    void noticesAChangedBalance() {
        wallets.put("bob.EUR", view("bob", WalletView.Status.OPEN, 66));

        assertThat(judge().findings()).containsExactly(
                "wallet bob.EUR: should be bob: 65 EUR, held 0, OPEN, is bob: 66 EUR, held 0, OPEN");
    }

    @Test
    void noticesABanThatDidNotReachTheWallets() {
        walletEvents.removeIf(event -> event.id().equals("e9") || event.id().equals("e10"));
        letters.removeIf(letter -> letter.id().equals("c10"));
        wallets.put("ann.EUR", view("ann", WalletView.Status.OPEN, 35));

        assertThat(judge().findings())
                .containsExactly("whether ann.EUR is blocked because of its owner: should be true, is false");
    }

    @Test
    void noticesAGapBetweenTheNumbersOfEvents() {
        List<Told> numbered = new ArrayList<>();
        for (Told event : walletEvents) {
            long number = numbered.size() < 3 ? numbered.size() : numbered.size() + 1;
            numbered.add(new Told(event.type(), event.id(), event.causationId(), number, event.time(), event.data()));
        }

        assertThat(new Topic("t", numbered).findings()).containsExactly("t: number 4 follows 2");
    }

    private Replay.Verdict judge() {
        return Replay.judge(new Evidence(letters, outcomes, accountEvents, walletEvents, wallets, holds, persons));
    }

    private Told event(String id) {
        return walletEvents.stream().filter(event -> event.id().equals(id)).findFirst().orElseThrow();
    }

    private void account(String id, Command command) {
        done(id, command);
    }

    private void done(String id, Command command) {
        send(id, command);
        outcomes.put(id, Outcome.completed(id, command.getClass(), now, "", Map.of()));
    }

    private void rejected(String id, Command command, Reason reason) {
        send(id, command);
        outcomes.put(id, Outcome.rejected(id, command.getClass(), now, reason, ""));
    }

    private void send(String id, Command command) {
        now = now.plusMillis(1);
        letters.add(new Letter(id, command.getClass().getSimpleName(), Codec.write(command)));
    }

    private void told(String id, String cause, Event event) {
        walletEvents.add(told(id, cause, now, event));
    }

    private void accountTold(String id, String cause, Event event) {
        accountEvents.add(told(id, cause, now, event));
    }

    private static Told told(String id, String cause, Instant at, Event event) {
        return new Told(event.getClass().getSimpleName(), id, cause, null, at, Codec.readTree(Codec.write(event)));
    }

    private static WalletView view(String owner, WalletView.Status status, long balance) {
        return new WalletView(owner + ".EUR", owner, "EUR", status,
                status == WalletView.Status.BLOCKED ? BlockMode.ALL : null, balance, 0, balance, 0, START);
    }
}

package org.ewallet.wallet.ledger;

import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.letter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.ewallet.contract.Message;
import org.ewallet.contract.Require;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldView.Status;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.WalletDatabase;

/**
 * Random batches of commands over a few wallets and holds, and what they do to one working set that is never saved.
 * Batches are microseconds apart, so that entries run ahead of the clock and holds expire in between.
 */
final class Story {

    /** What the wallets are opened with. */
    static final List<Message> BEGINNING = List.of(
            new OpenWallet("ann.EUR", "ann", "EUR", 500L), new OpenWallet("bob.EUR", "bob", "EUR", null),
            new OpenWallet("cleo.EUR", "cleo", "EUR", null), new OpenWallet("ann.USD", "ann", "USD", null),
            new DepositFunds("ann.EUR", 300, "EUR", null), new DepositFunds("bob.EUR", 1_000, "EUR", null));

    private static final int HOLDS = 5;
    private static final int MAX_LETTERS_OF_A_BATCH = 8;

    private static final Map<Class<?>, LetterHandler<?>> HANDLERS =
            WalletDatabase.HANDLERS.stream().collect(Collectors.toMap(LetterHandler::type, Function.identity()));

    final WorkingSet set = Wallets.setOf();
    final Map<String, Wallet> wallets = new TreeMap<>();
    final Map<String, Hold> holds = new TreeMap<>();

    private int letters;

    /**
     * Letters that are handled in one transaction.
     *
     * @param pauseMicros since the batch before
     * @param closesExpiredHolds whether the timer was at work just before
     */
    record Batch(int pauseMicros, boolean closesExpiredHolds, List<Message> messages) {
    }

    static Arbitrary<List<Batch>> batches(int most) {
        return Combinators.combine(Arbitraries.integers().between(0, 40), Arbitraries.of(true, false),
                messages().list().ofMinSize(1).ofMaxSize(MAX_LETTERS_OF_A_BATCH)).as(Batch::new)
                .list().ofMinSize(most / 2).ofMaxSize(most).withoutEdgeCases();
    }

    private static Arbitrary<Message> messages() {
        Arbitrary<String> wallets = Arbitraries.frequency(Tuple.of(5, "ann.EUR"), Tuple.of(5, "bob.EUR"),
                Tuple.of(5, "cleo.EUR"), Tuple.of(1, "ann.USD"), Tuple.of(1, "nobody.EUR"));
        Arbitrary<List<String>> pairs = wallets.list().ofSize(2).uniqueElements();
        Arbitrary<String> holds = Arbitraries.integers().between(1, HOLDS).map(n -> "h" + n);
        Arbitrary<String> currencies = Arbitraries.frequency(Tuple.of(20, "EUR"), Tuple.of(1, "USD"));
        Arbitrary<Long> amounts = Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.longs().between(1, 400)),
                Tuple.of(1, Arbitraries.just(Require.MAX_AMOUNT_MINOR)));
        Arbitrary<Boolean> yesOrNo = Arbitraries.of(true, false);
        Arbitrary<Instant> expiries = Arbitraries.integers().between(60, 400).map(n -> NOW.plusNanos(1_000L * n))
                .injectNull(0.3);
        return Arbitraries.frequencyOf(
                Tuple.of(6, Combinators.combine(wallets, amounts, currencies)
                        .as((wallet, amount, currency) -> new DepositFunds(wallet, amount, currency, null))),
                Tuple.of(4, Combinators.combine(wallets, amounts, currencies)
                        .as((wallet, amount, currency) -> new WithdrawFunds(wallet, amount, currency, "cash"))),
                Tuple.of(10, Combinators.combine(pairs, amounts, currencies).as((pair, amount, currency) ->
                        new TransferFunds(pair.get(0), pair.get(1), amount, currency, null))),
                Tuple.of(12, Combinators.combine(holds, pairs, amounts, expiries).as((hold, pair, amount, expiry) ->
                        new HoldFunds(hold, pair.get(0), pair.get(1), amount, "EUR", expiry, null))),
                Tuple.of(12, Combinators.combine(holds, amounts.injectNull(0.2), yesOrNo).as(CaptureHold::new)),
                Tuple.of(3, holds.map(ReleaseHold::new)),
                Tuple.of(6, Arbitraries.integers().between(5, 40).map(n -> new ReverseTransfer("l" + n, null))),
                Tuple.of(1, Combinators.combine(wallets, Arbitraries.of(BlockMode.class))
                        .as((wallet, mode) -> new BlockWallet(wallet, mode, null))),
                Tuple.of(4, wallets.map(wallet -> new UnblockWallet(wallet, null))),
                Tuple.of(1, wallets.map(wallet -> new CloseWallet(wallet, null))),
                Tuple.of(1, wallets.map(wallet -> new OpenWallet(wallet, "eve", "EUR", null))));
    }

    /** The letters of a batch; their ids count on through the whole story. */
    List<Received<?>> letters(List<Message> messages, Instant now) {
        List<Received<?>> received = new ArrayList<>();
        for (Message message : messages) {
            received.add(letter("l" + ++letters, message, now));
        }
        return received;
    }

    /** As loading a batch does: wallets learn which of their holds are over. */
    void noteExpiredHolds(Instant now) {
        for (Wallet wallet : wallets.values()) {
            wallet.noteExpiredHolds(holds.values().stream()
                    .filter(hold -> hold.walletId().equals(wallet.walletId()) && hold.status() == Status.OPEN).toList(),
                    now);
        }
    }

    /** As the timer does. */
    List<String> closeExpiredHolds(Instant now) {
        List<Hold> due = holds.values().stream()
                .filter(hold -> hold.status() == Status.OPEN && hold.isExpiredAt(now)).toList();
        due.forEach(set::expire);
        return due.stream().map(Hold::holdId).toList();
    }

    Decision handle(Received<?> letter) {
        Decision decision = handle(HANDLERS.get(letter.message().getClass()), letter);
        set.newWallets.forEach(wallet -> wallets.put(wallet.walletId(), wallet));
        set.newHolds.forEach(hold -> holds.put(hold.holdId(), hold));
        return decision;
    }

    // A handler is only ever given letters of its own type: it is looked up by the type of the message.
    @SuppressWarnings("unchecked")
    private <M extends Message> Decision handle(LetterHandler<M> handler, Received<?> letter) {
        return handler.handle((Received<M>) letter, set);
    }
}

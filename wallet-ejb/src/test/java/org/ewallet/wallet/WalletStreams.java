package org.ewallet.wallet;

import static org.ewallet.wallet.Letters.NOW;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.ewallet.contract.Message;
import org.ewallet.contract.Require;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.account.PersonRegistered;
import org.ewallet.contract.account.PersonReinstated;
import org.ewallet.contract.order.OrderPlaced;
import org.ewallet.contract.wallet.BlockMode;
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
import org.ewallet.contract.wallet.WithdrawFunds;

/**
 * Random streams of letters about few persons, wallets, holds and transfers, so that they meet often. The deliveries are
 * microseconds apart, so that entries run ahead of the clock and holds expire in between.
 */
final class WalletStreams {

    /** As many as leave room for most holds and wallets to be used up, and no more. */
    static final int STEPS = 200;

    /** What there is before the stream begins. */
    static final List<Message> BEGINNING = List.of(
            new PersonRegistered("ann", "Ann", "ann@example.org", null, "EUR", null),
            new PersonRegistered("bob", "Bob", "bob@example.org", null, "EUR", null),
            new OpenWallet("ann.EUR", "ann", "EUR", null),
            new OpenWallet("cleo.EUR", "cleo", "EUR", 100L), new OpenWallet("ann.USD", "ann", "USD", null),
            new DepositFunds("ann.EUR", 100, "EUR", null), new DepositFunds("bob.EUR", 333, "EUR", null),
            new DepositFunds("ann.USD", 100, "USD", "gift"));

    private static final List<String> PERSONS = List.of("ann", "bob", "cleo");

    /** What happens next. */
    sealed interface Step permits Send, Repeat, Reuse, Deliver {
    }

    /** Somebody posts a letter under a new id. */
    record Send(Message content) implements Step {
    }

    /** An earlier letter comes again. */
    record Repeat(int lettersAgo) implements Step {
    }

    /** Somebody takes the id of an earlier letter for another one. */
    record Reuse(int lettersAgo, Message content) implements Step {
    }

    /** Some time later, perhaps after the timer, the service takes all letters that wait. */
    record Deliver(int pauseMicros, boolean timer, int batchSize) implements Step {
    }

    private WalletStreams() {
    }

    static Arbitrary<List<Step>> streams() {
        Arbitrary<Integer> ago = Arbitraries.integers().between(1, 30);
        Arbitrary<Integer> batchSizes = Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(1, 2), Tuple.of(3, 4),
                Tuple.of(4, 9), Tuple.of(5, 500));
        return Arbitraries.<Step>frequencyOf(
                Tuple.of(80, messages().map(Send::new)),
                Tuple.of(8, ago.map(Repeat::new)),
                Tuple.of(3, Combinators.combine(ago, messages()).as(Reuse::new)),
                Tuple.of(7, Combinators.combine(Arbitraries.of(0, 1, 7, 40, 150), Arbitraries.of(true, false, false, false),
                        batchSizes).as(Deliver::new)))
                .list().ofSize(STEPS);
    }

    private static Arbitrary<Message> messages() {
        Arbitrary<String> wallets = Arbitraries.frequency(Tuple.of(8, "ann.EUR"), Tuple.of(8, "bob.EUR"),
                Tuple.of(8, "cleo.EUR"), Tuple.of(2, "ann.USD"), Tuple.of(2, "rich.USD"), Tuple.of(1, "bob.USD"));
        Arbitrary<String> persons = Arbitraries.of(PERSONS);
        Arbitrary<String> currencies = Arbitraries.frequency(Tuple.of(8, "EUR"), Tuple.of(1, "USD"));
        Arbitrary<String> holds = Arbitraries.integers().between(1, 10).map(n -> "h" + n);
        Arbitrary<Long> amounts = Arbitraries.frequency(Tuple.of(9, 1L), Tuple.of(9, 7L), Tuple.of(9, 50L),
                Tuple.of(6, 100L), Tuple.of(3, 333L), Tuple.of(1, Require.MAX_AMOUNT_MINOR));
        Arbitrary<Instant> expiries = Arbitraries.integers().between(-20, 600).map(n -> NOW.plusNanos(1_000L * n))
                .injectNull(0.3);
        Arbitrary<String> references = Arbitraries.of("lunch", "rent").injectNull(0.5);
        // Most letters are in the currency that the wallet's name tells, or else few would find no mismatch.
        Arbitrary<String> others = Arbitraries.of("EUR", "USD").injectNull(0.9);
        Arbitrary<List<String>> pairs = Arbitraries.frequencyOf(Tuple.of(1, wallets.list().ofSize(2)),
                Tuple.of(9, wallets.list().ofSize(2).uniqueElements()));
        return Arbitraries.frequencyOf(
                Tuple.of(16, Combinators.combine(wallets, amounts, others, references).as((wallet, amount, other, text) ->
                        new DepositFunds(wallet, amount, currency(wallet, other), text))),
                Tuple.of(9, Combinators.combine(wallets, amounts, others, references).as((wallet, amount, other, text) ->
                        new WithdrawFunds(wallet, amount, currency(wallet, other), text))),
                Tuple.of(22, Combinators.combine(pairs, amounts, others, references).as((pair, amount, other, text) ->
                        new TransferFunds(pair.get(0), pair.get(1), amount, currency(pair.get(0), other), text))),
                Tuple.of(20, Combinators.combine(holds, pairs, amounts, others, expiries).as(
                        (hold, pair, amount, other, expiry) -> new HoldFunds(hold, pair.get(0), pair.get(1), amount,
                                currency(pair.get(0), other), expiry, null))),
                Tuple.of(18, Combinators.combine(holds, amounts.injectNull(0.3), Arbitraries.of(true, false))
                        .as(CaptureHold::new)),
                Tuple.of(5, holds.map(ReleaseHold::new)),
                Tuple.of(12, Arbitraries.integers().between(1, 12).map(n -> new ReverseTransfer("t" + n, null))),
                Tuple.of(2, Combinators.combine(wallets, Arbitraries.of(BlockMode.class))
                        .as((wallet, mode) -> new BlockWallet(wallet, mode, null))),
                Tuple.of(8, wallets.map(wallet -> new UnblockWallet(wallet, null))),
                Tuple.of(2, wallets.map(wallet -> new CloseWallet(wallet, null))),
                Tuple.of(2, Combinators.combine(wallets, persons, currencies)
                        .as((wallet, person, currency) -> new OpenWallet(wallet, person, currency, 50L))),
                Tuple.of(2, Combinators.combine(persons, currencies).as((person, currency) ->
                        new PersonRegistered(person, person, person + "@example.org", null, currency, null))),
                Tuple.of(1, persons.map(person -> new PersonBanned(person, null))),
                Tuple.of(6, persons.map(person -> new PersonReinstated(person, null))),
                Tuple.of(6, Combinators.combine(Arbitraries.integers().between(1, 20), persons, amounts, currencies, wallets)
                        .as((n, person, amount, currency, merchant) ->
                                new OrderPlaced("o" + n, person, amount, currency, merchant))));
    }

    private static String currency(String walletId, String other) {
        return other == null ? walletId.substring(walletId.length() - 3) : other;
    }
}

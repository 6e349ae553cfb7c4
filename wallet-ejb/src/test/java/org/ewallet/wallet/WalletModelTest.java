package org.ewallet.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Message;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.model.WalletModel;
import org.ewallet.model.WalletModel.Purse;
import org.ewallet.wallet.WalletBranch.Letter;
import org.ewallet.wallet.WalletBranch.Reply;
import org.ewallet.wallet.WalletStreams.Deliver;
import org.ewallet.wallet.WalletStreams.Repeat;
import org.ewallet.wallet.WalletStreams.Reuse;
import org.ewallet.wallet.WalletStreams.Send;
import org.ewallet.wallet.WalletStreams.Step;
import org.ewallet.wallet.hold.ExpiryTimer;
import org.ewallet.wallet.ledger.LedgerReader;
import org.ewallet.wallet.ledger.Micros;

/**
 * Shows that the service, from its boxes to its tables, answers and books what {@link WalletModel} does, whatever is sent.
 *
 * <p>How many streams is told by {@code -Djqwik.tries.default=...} (about 180 new letters each), and other streams come of
 * another {@code -Dewallet.model.seed=...}.
 */
class WalletModelTest {

    private static final long SEED = Long.getLong("ewallet.model.seed", 20300131);

    /** Every statement finds nothing: what is wrong with the books, whatever the model says. */
    private static final Map<String, String> WRONGS = Map.of(
            "1. debits and credits of a currency differ", """
                    select w.currency from ledger_entry e join wallet w on w.wallet_id = e.wallet_id
                    group by w.currency having sum(e.amount_minor) <> 0""",
            "1. a letter moved money out of nothing, or twice", """
                    select letter_key from ledger_entry group by letter_key
                    having sum(amount_minor) <> 0 or count(*) <> 2""",
            "2. a wallet is overdrawn", """
                    select w.wallet_id from wallet w join ledger_entry e on e.wallet_id = w.wallet_id
                    where w.owner_id is not null group by w.wallet_id, w.overdraft_limit_minor
                    having sum(e.amount_minor) < -w.overdraft_limit_minor""",
            "3. a balance is not credits - debits", """
                    select w.wallet_id from wallet w where w.balance_minor <> coalesce(
                        (select sum(e.amount_minor) from ledger_entry e where e.wallet_id = w.wallet_id), 0)""",
            "6. a rejected command did something", """
                    select o.letter_key from outcome o where o.status = 'REJECTED'
                    and (exists (select 1 from ledger_entry e where e.letter_key = o.letter_key)
                        or exists (select 1 from reversal r where r.letter_key = o.letter_key))""");

    private static final Map<String, Integer> ANSWERS = new TreeMap<>();

    private static WalletBranch branch;
    private static int streams;

    @BeforeContainer
    static void open() throws Exception {
        branch = new WalletBranch();
    }

    @AfterContainer
    static void close() throws Exception {
        System.out.printf("-Dewallet.model.seed=%d: %d streams, %d new letters: %s%n", SEED, streams,
                ANSWERS.values().stream().mapToInt(number -> number).sum(), ANSWERS);
        branch.close();
    }

    @Provide
    Arbitrary<List<Step>> streams() {
        RandomGenerator<List<Step>> generator = WalletStreams.streams().generator(WalletStreams.STEPS);
        return Arbitraries.fromGenerator(random -> generator.next(new Random(SEED ^ random.nextLong())));
    }

    @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
    void theServiceAnswersAndBooksWhatTheModelDoesAndAReplayChangesNothing(@ForAll("streams") List<Step> stream,
            @ForAll @IntRange(max = WalletStreams.STEPS) int from, @ForAll @IntRange(max = WalletStreams.STEPS) int to)
            throws Exception {
        branch.database.empty();
        Run run = new Run();
        run.begin();
        for (Step step : stream) {
            run.take(step);
        }
        run.deliver(new Deliver(1, false, 5));
        run.replay(Math.min(from, to), Math.max(from, to));
        streams++;
    }

    /** One stream, sent to both, and what they say of it. */
    private static final class Run {

        private final LedgerReader reader = new LedgerReader(branch.database.dataSource());
        private final WalletModel model = new WalletModel();
        private final List<Letter> sent = new ArrayList<>();
        private final List<Letter> waiting = new ArrayList<>();
        private final Map<String, String> firstOutcomes = new HashMap<>();
        private Instant now = NOW;
        private int transfers;

        private void begin() throws Exception {
            makeRich();
            for (Message letter : WalletStreams.BEGINNING) {
                take(new Send(letter));
            }
            deliver(new Deliver(0, false, 500));
        }

        /** A wallet that is nearly full, which would take ten thousand letters. */
        private void makeRich() throws SQLException {
            long wealthMinor = Long.MAX_VALUE - 500;
            Purse rich = model.open("rich.USD", "rich", "USD", 0);
            rich.balance = wealthMinor;
            model.outside("USD").balance = -wealthMinor;
            for (String row : List.of("'rich.USD', 'rich', 'USD', 0, " + wealthMinor,
                    "'settlement:USD', null, 'USD', 0, " + -wealthMinor)) {
                branch.database.execute("insert into wallet (wallet_id, owner_id, currency, overdraft_limit_minor,"
                        + " balance_minor, held_minor, owner_banned, closed, opened_at_micros, last_entry_at_micros,"
                        + " version) values (" + row + ", 0, false, false, 0, 0, 1)");
            }
            branch.database.execute("insert into ledger_entry (wallet_id, at_micros, kind, amount_minor,"
                    + " balance_after_minor, counterparty_id, letter_key) select wallet_id, 0, 'DEPOSIT', balance_minor,"
                    + " balance_minor, 'before', 'before' from wallet");
        }

        private void take(Step step) throws Exception {
            if (step instanceof Send send) {
                String id = send.content() instanceof TransferFunds ? "t" + ++transfers
                        : "l" + sent.size();
                post(new Letter(id, send.content()));
            } else if (step instanceof Repeat repeat) {
                post(earlier(repeat.lettersAgo()));
            } else if (step instanceof Reuse reuse) {
                post(new Letter(earlier(reuse.lettersAgo()).id(), reuse.content()));
            } else if (step instanceof Deliver deliver) {
                deliver(deliver);
            }
        }

        private Letter earlier(int lettersAgo) {
            return sent.get(Math.max(0, sent.size() - lettersAgo));
        }

        private void post(Letter letter) {
            sent.add(letter);
            waiting.add(letter);
        }

        private void deliver(Deliver delivery) throws Exception {
            now = now.plusNanos(1_000L * delivery.pauseMicros());
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            if (delivery.timer()) {
                ExpiryTimer.tick(branch.database, clock);
            }
            branch.send(waiting);
            branch.receive(waiting, delivery.batchSize(), clock);

            assertAnswers();
            waiting.clear();
            assertThat(WRONGS).allSatisfy((wrong, statement) -> assertThat(branch.database.rows(statement)).isEmpty());
            assertBooks();
        }

        /** To every letter, in their order; and what was known already is not told again. */
        private void assertAnswers() {
            List<String> answers = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            Set<String> fresh = new HashSet<>();
            List<Reply> replies = branch.takeReplies();
            for (Letter letter : WalletBranch.inOrderOfBoxes(waiting)) {
                String key = WalletModel.keyOf(letter.id(), letter.content());
                String answer = model.answer(letter.id(), letter.content(), now);
                if (answer.equals(WalletModel.REUSED)) {
                    invalid.add(letter.id() + ": " + answer);
                    continue;
                }
                if (!firstOutcomes.containsKey(key)) {
                    fresh.add(letter.id());
                    ANSWERS.merge(answer, 1, Integer::sum);
                    if (answers.size() < replies.size()) {
                        firstOutcomes.put(key, replies.get(answers.size()).outcome());
                    }
                }
                answers.add(letter.id() + ": " + answer + " " + firstOutcomes.get(key));
            }
            assertThat(replies).extracting(reply -> reply.id() + ": " + answerOf(reply) + " " + reply.outcome())
                    .containsExactlyElementsOf(answers);
            assertThat(branch.takeInvalid(waiting)).containsExactlyElementsOf(invalid);
            assertThat(fresh).containsAll(branch.takeCausesOfEvents());
        }

        private static String answerOf(Reply reply) {
            Outcome outcome = Codec.read(reply.outcome(), Outcome.class);
            return outcome.reason() == null ? outcome.status().name() : outcome.reason().name();
        }

        private void assertBooks() {
            Map<String, WalletView> views = new TreeMap<>();
            Map<String, List<Object>> holds = new TreeMap<>();
            for (List<String> row : branch.database.rows("select wallet_id from wallet where owner_id is not null")) {
                String walletId = row.get(0);
                WalletView view = reader.wallet(walletId, now).orElseThrow();
                views.put(walletId, view);
                assertThat(view.availableMinor()).as("4. available of %s", walletId).isNotNegative()
                        .isEqualTo(view.balanceMinor() - view.heldMinor() + view.overdraftLimitMinor());
                assertThat(view.heldMinor()).as("5. held of %s", walletId).isEqualTo(leftOfOpenHolds(walletId));
                for (HoldView hold : reader.holds(walletId, now)) {
                    holds.put(hold.holdId(), List.of(walletId, hold.amountMinor(), hold.capturedMinor(), hold.status().name()));
                }
            }
            assertThat(views.values()).extracting(WalletModelTest::textOf).containsExactlyElementsOf(model.purses.entrySet()
                    .stream().map(entry -> textOf(entry.getKey(), entry.getValue())).toList());
            assertThat(holds).isEqualTo(new TreeMap<>(model.reserves.entrySet().stream().collect(Collectors.toMap(
                    Map.Entry::getKey, entry -> List.of(idOf(entry.getValue().from), entry.getValue().amount,
                            entry.getValue().captured, entry.getValue().status(now))))));
            assertThat(branch.database.rows("select transfer_id from reversal")).extracting(row -> row.get(0))
                    .containsExactlyInAnyOrderElementsOf(model.reversed);
            for (String currency : List.of("EUR", "USD")) {
                assertThat(branch.database.rows("select balance_minor from wallet where wallet_id = 'settlement:" + currency
                        + "'")).containsExactly(List.of(String.valueOf(model.outside(currency).balance)));
            }
        }

        private long leftOfOpenHolds(String walletId) {
            return Long.parseLong(branch.database.rows("select coalesce(sum(amount_minor - captured_minor), 0) from hold"
                    + " where wallet_id = '" + walletId + "' and status = 'OPEN'"
                    + " and (expires_at_micros is null or expires_at_micros > " + Micros.of(now) + ")").get(0).get(0));
        }

        /** A part of the stream comes again, as it was and all at once. */
        private void replay(int from, int to) throws Exception {
            Map<String, List<List<String>>> before = tablesOfEffects();
            waiting.addAll(sent.subList(Math.min(from, sent.size()), Math.min(to, sent.size())));

            deliver(new Deliver(1, false, 500));

            assertThat(tablesOfEffects()).isEqualTo(before);
            assertThat(branch.database.rows("select letter_key, outcome from outcome"))
                    .containsExactlyInAnyOrderElementsOf(firstOutcomes.entrySet().stream()
                            .map(first -> List.of(first.getKey(), first.getValue())).toList());
        }

        /** All but the counts: a repeat is counted. */
        private Map<String, List<List<String>>> tablesOfEffects() throws SQLException {
            Map<String, List<List<String>>> tables = new HashMap<>(branch.tables());
            tables.remove("LETTER_COUNT");
            return tables;
        }

        private String idOf(Purse purse) {
            return model.purses.entrySet().stream().filter(entry -> entry.getValue() == purse).findFirst().orElseThrow()
                    .getKey();
        }

        private String textOf(String walletId, Purse purse) {
            String state = purse.closed ? "CLOSED" : purse.banned ? "BLOCKED ALL"
                    : purse.block != null ? "BLOCKED " + purse.block : "OPEN";
            return walletId + " of " + purse.owner + ": " + purse.balance + " " + purse.currency + ", held "
                    + model.held(purse, now) + ", available " + model.available(purse, now) + ", " + state;
        }
    }

    private static String textOf(WalletView view) {
        // Nobody minds what is blocked of a closed wallet.
        String state = view.status() + (view.status() == WalletView.Status.BLOCKED ? " " + view.blockMode() : "");
        return view.walletId() + " of " + view.ownerId() + ": " + view.balanceMinor() + " " + view.currency() + ", held "
                + view.heldMinor() + ", available " + view.availableMinor() + ", " + state;
    }
}

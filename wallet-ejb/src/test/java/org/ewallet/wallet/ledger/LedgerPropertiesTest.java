package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.WalletDatabase;
import org.ewallet.wallet.ledger.Story.Batch;

/**
 * Shows that a database, loaded and saved batch by batch, tells the same as a working set that is never saved: about
 * the letters, about the wallets now, and about every instant before.
 */
class LedgerPropertiesTest {

    private static final String SEED = "20300131";

    /** More than all letters of a story can run ahead. */
    private static final int MARGIN_MICROS = 100;

    private static final List<String> WALLETS = List.of("ann.EUR", "ann.USD", "bob.EUR", "cleo.EUR");

    @Provide
    Arbitrary<List<Batch>> stories() {
        return Story.batches(15);
    }

    @Property(seed = SEED, tries = 15, edgeCases = EdgeCasesMode.NONE)
    void theDatabaseTellsWhatAReplayTellsAboutEveryInstant(@ForAll("stories") List<Batch> batches) throws SQLException {
        try (WalletDatabase database = new WalletDatabase()) {
            Replay replay = new Replay(database);
            replay.handle(new Batch(0, false, Story.BEGINNING));
            batches.forEach(replay::handle);

            LedgerReader reader = new LedgerReader(database.dataSource());
            assertThat(reader.sums()).extracting(LedgerSum::sumMinor).containsOnly(0L);
            assertThat(new LedgerAudit(database.dataSource()).report(replay.now).invariants())
                    .allSatisfy(invariant -> assertThat(invariant.brokenRows()).isEmpty());
            for (String walletId : WALLETS) {
                assertSameNow(replay, reader, walletId);
                for (Instant at = NOW.minusNanos(1_000); at.isBefore(replay.now.plusNanos(1_000L * MARGIN_MICROS));
                        at = at.plusNanos(1_000)) {
                    assertThat(reader.balanceAt(walletId, at)).contains(replay.balanceAt(walletId, at));
                }
                assertPagesAreWhole(reader, reader.wallet(walletId, replay.now).orElseThrow());
            }
        }
    }

    private static void assertSameNow(Replay replay, LedgerReader reader, String walletId) {
        Wallet expected = replay.story.wallets.get(walletId);
        WalletView view = reader.wallet(walletId, replay.now).orElseThrow();

        assertThat(view.balanceMinor()).isEqualTo(expected.balanceMinor());
        assertThat(view.heldMinor()).isEqualTo(expected.heldMinor());
        assertThat(view.availableMinor()).isEqualTo(expected.availableMinor());
        assertThat(view.blockMode()).isEqualTo(expected.effectiveBlockMode());
        assertThat(view.status() == WalletView.Status.CLOSED).isEqualTo(expected.isClosed());
        assertThat(reader.holds(walletId, replay.now)).allSatisfy(hold -> {
            Hold same = replay.story.holds.get(hold.holdId());
            assertThat(hold.capturedMinor()).isEqualTo(same.capturedMinor());
            assertThat(hold.status() == HoldView.Status.EXPIRED)
                    .isEqualTo(same.isExpiredAt(replay.now));
        });
    }

    private static void assertPagesAreWhole(LedgerReader reader, WalletView wallet) {
        for (int limit = 1; limit <= 7; limit += 3) {
            List<StatementLine> forwards = new ArrayList<>();
            long balanceMinor = 0;
            StatementPage page = null;
            do {
                page = reader.statement(wallet, new StatementRequest(null, null, limit,
                        page == null ? null : page.nextCursor(), Order.ASC));
                assertThat(page.openingBalanceMinor()).isEqualTo(balanceMinor);
                balanceMinor += page.entries().stream().mapToLong(StatementLine::amountMinor).sum();
                assertThat(page.closingBalanceMinor()).isEqualTo(balanceMinor);
                forwards.addAll(page.entries());
            } while (page.nextCursor() != null);
            assertThat(balanceMinor).isEqualTo(wallet.balanceMinor());
            assertThat(forwards).extracting(StatementLine::at).isSorted().doesNotHaveDuplicates();
        }
    }

    /** The letters handled twice, in the database and in the story, and what was true after each of them. */
    private static final class Replay {

        private final Story story = new Story();
        private final WalletDatabase database;
        private final Map<String, NavigableMap<Long, State>> statesByWallet = new HashMap<>();
        private Instant now = NOW;

        private record Reserved(long leftMinor, Long expiresAtMicros) {
        }

        private record State(long balanceMinor, List<Reserved> reserved) {
        }

        private Replay(WalletDatabase database) {
            this.database = database;
        }

        private void handle(Batch batch) {
            now = now.plusNanos(1_000L * batch.pauseMicros());
            story.noteExpiredHolds(now);
            if (batch.closesExpiredHolds()) {
                closeExpiredHolds();
            }
            List<Received<?>> letters = story.letters(batch.messages(), now);
            List<Decision> decisions = new ArrayList<>();
            for (Received<?> letter : letters) {
                decisions.add(story.handle(letter));
                remember();
            }
            assertThat(database.handle(letters)).isEqualTo(decisions);
        }

        private void closeExpiredHolds() {
            List<String> holdIds = story.closeExpiredHolds(now);
            database.inTransaction(ledger -> {
                Needs needs = new Needs();
                holdIds.forEach(needs::hold);
                WorkingSet set = ledger.load(needs, now);
                holdIds.forEach(holdId -> set.expire(set.hold(holdId)));
                ledger.save(set);
                return null;
            });
        }

        /** What is true of a wallet from the instant on at which its latest change took place. */
        private void remember() {
            for (Wallet wallet : story.wallets.values()) {
                List<Reserved> reserved = story.holds.values().stream()
                        .filter(hold -> hold.walletId().equals(wallet.walletId()) && hold.leftMinor() > 0)
                        .map(hold -> new Reserved(hold.leftMinor(), hold.expiresAtMicros())).toList();
                statesByWallet.computeIfAbsent(wallet.walletId(), id -> new TreeMap<>()).put(
                        Math.max(Micros.of(now), wallet.lastEntryAtMicros()),
                        new State(wallet.balanceMinor(), reserved));
            }
        }

        private BalanceView balanceAt(String walletId, Instant at) {
            Wallet wallet = story.wallets.get(walletId);
            Map.Entry<Long, State> then = statesByWallet.get(walletId).floorEntry(Micros.of(at));
            State state = then == null ? new State(0, List.of()) : then.getValue();
            long heldMinor = state.reserved().stream()
                    .filter(hold -> hold.expiresAtMicros() == null || hold.expiresAtMicros() > Micros.of(at))
                    .mapToLong(Reserved::leftMinor).sum();
            return new BalanceView(walletId, wallet.currency(), state.balanceMinor(), heldMinor,
                    state.balanceMinor() - heldMinor + wallet.overdraftLimitMinor(), at);
        }
    }
}

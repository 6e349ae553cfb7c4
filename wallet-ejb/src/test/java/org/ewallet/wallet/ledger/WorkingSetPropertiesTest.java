package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.wallet.HoldView.Status;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;
import org.ewallet.wallet.ledger.Story.Batch;

/** Shows that no sequence of commands makes or loses money, spends it twice, or leaves the books inconsistent. */
class WorkingSetPropertiesTest {

    private static final String SEED = "20300131";

    @Provide
    Arbitrary<List<Batch>> stories() {
        return Story.batches(12);
    }

    @Property(seed = SEED, tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theBooksAreRightAfterEveryLetterAndARefusedOneLeavesNoTrace(@ForAll("stories") List<Batch> batches) {
        Story story = new Story();
        story.letters(Story.BEGINNING, NOW).forEach(story::handle);
        Instant now = NOW;
        for (Batch batch : batches) {
            now = now.plusNanos(1_000L * batch.pauseMicros());
            story.noteExpiredHolds(now);
            if (batch.closesExpiredHolds()) {
                story.closeExpiredHolds(now);
            }
            for (Received<?> letter : story.letters(batch.messages(), now)) {
                List<Object> before = traces(story);
                int entriesBefore = story.set.newEntries.size();

                Decision decision = story.handle(letter);

                if (decision.outcome().status() == Outcome.Status.REJECTED) {
                    assertThat(traces(story)).isEqualTo(before);
                }
                assertEntriesFollow(story, entriesBefore, now);
                assertBooksAreRight(story, now);
            }
        }
    }

    /** All of the working set that a letter can change. */
    private static List<Object> traces(Story story) {
        return Stream.of(
                story.wallets.values().stream().map(wallet -> List.of(wallet.walletId(), wallet.balanceMinor(),
                        wallet.heldMinor(), String.valueOf(wallet.effectiveBlockMode()), wallet.isClosed(),
                        wallet.lastEntryAtMicros())),
                story.holds.values().stream().map(hold -> List.of(hold.holdId(), hold.status(), hold.capturedMinor())),
                Stream.of(story.set.newEntries.size(), story.set.newCaptures.size(), story.set.newReversals.size(),
                        story.set.newWallets.size(), story.set.newHolds.size()))
                .<Object>flatMap(traces -> traces).toList();
    }

    /** The new entries continue the chain of balances, later than all before and not before their letter. */
    private static void assertEntriesFollow(Story story, int entriesBefore, Instant now) {
        List<LedgerEntry> entries = story.set.newEntries;
        Map<String, LedgerEntry> last = entries.subList(0, entriesBefore).stream()
                .collect(Collectors.toMap(LedgerEntry::walletId, entry -> entry, (earlier, later) -> later));
        for (LedgerEntry entry : entries.subList(entriesBefore, entries.size())) {
            LedgerEntry previous = last.put(entry.walletId(), entry);
            assertThat(entry.atMicros()).isGreaterThanOrEqualTo(Micros.of(now));
            assertThat(entry.balanceAfterMinor())
                    .isEqualTo((previous == null ? 0 : previous.balanceAfterMinor()) + entry.amountMinor());
            if (previous != null) {
                assertThat(entry.atMicros()).isGreaterThan(previous.atMicros());
            }
        }
    }

    private static void assertBooksAreRight(Story story, Instant now) {
        Map<String, Long> sums = story.set.newEntries.stream().collect(
                Collectors.groupingBy(LedgerEntry::walletId, Collectors.summingLong(LedgerEntry::amountMinor)));
        Map<String, Long> totals = story.wallets.values().stream()
                .collect(Collectors.groupingBy(Wallet::currency, Collectors.summingLong(Wallet::balanceMinor)));
        assertThat(totals.values()).containsOnly(0L);
        for (Wallet wallet : story.wallets.values()) {
            assertThat(wallet.balanceMinor()).isEqualTo(sums.getOrDefault(wallet.walletId(), 0L));
            assertThat(wallet.heldMinor()).isEqualTo(story.holds.values().stream()
                    .filter(hold -> hold.walletId().equals(wallet.walletId()) && !hold.isExpiredAt(now))
                    .mapToLong(Hold::leftMinor).sum());
            if (wallet.ownerId() != null) {
                assertThat(wallet.availableMinor()).isNotNegative();
                assertThat(wallet.balanceMinor()).isGreaterThanOrEqualTo(-wallet.overdraftLimitMinor());
            }
            if (wallet.isClosed()) {
                assertThat(wallet.balanceMinor()).isZero();
            }
        }
        for (Hold hold : story.holds.values()) {
            assertThat(hold.capturedMinor()).isBetween(0L, hold.amountMinor()).isEqualTo(story.set.newCaptures.stream()
                    .filter(capture -> capture.holdId().equals(hold.holdId()))
                    .mapToLong(WorkingSet.HoldCapture::amountMinor).sum());
            assertThat(hold.leftMinor())
                    .isEqualTo(hold.status() == Status.OPEN ? hold.amountMinor() - hold.capturedMinor() : 0);
        }
    }
}

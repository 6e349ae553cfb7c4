package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ewallet.wallet.Letters.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.account.PersonBanned;
import org.ewallet.contract.wallet.BalanceView;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CaptureHold;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.HoldView;
import org.ewallet.contract.wallet.LedgerSum;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReleaseHold;
import org.ewallet.contract.wallet.StatementLine;
import org.ewallet.contract.wallet.StatementPage;
import org.ewallet.contract.wallet.StatementRequest;
import org.ewallet.contract.wallet.StatementRequest.Order;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.WalletView;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.wallet.WalletDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows what can be read of wallets, holds and statements, now and of any instant before. */
class LedgerReaderTest {

    private static final Instant EARLIER = NOW.minusSeconds(1);
    private static final Instant SOON = NOW.plusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(2);

    private final WalletDatabase database = new WalletDatabase();
    private final LedgerReader reader = new LedgerReader(database.dataSource());

    @BeforeEach
    void fill() {
        database.handle("open", EARLIER, new OpenWallet("johny.EUR", "johny", "EUR", 50L),
                new OpenWallet("a.USD", "johny", "USD", null), new OpenWallet("hotel.EUR", "hotel", "EUR", null));
    }

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void aNewWalletIsOpenAndEmpty() {
        assertThat(reader.wallet("johny.EUR", NOW)).contains(new WalletView("johny.EUR", "johny", "EUR",
                WalletView.Status.OPEN, null, 0, 0, 50, 50, EARLIER));
    }

    @Test
    void whatIsHeldIsNotAvailableUntilTheHoldExpiresWhoeverClosesIt() {
        database.handle("c", deposit(100), hold("h1", 30, SOON), hold("h2", 20, null));

        assertThat(money(reader.wallet("johny.EUR", SOON.minusNanos(1_000)).orElseThrow()))
                .isEqualTo(List.of(100L, 50L, 100L));
        assertThat(money(reader.wallet("johny.EUR", SOON).orElseThrow())).isEqualTo(List.of(100L, 20L, 130L));
    }

    @ParameterizedTest
    @EnumSource(BlockMode.class)
    void aBlockedWalletTellsWhatIsStopped(BlockMode mode) {
        database.handle("b", new BlockWallet("johny.EUR", mode, null));

        WalletView wallet = reader.wallet("johny.EUR", NOW).orElseThrow();
        assertThat(wallet.status()).isEqualTo(WalletView.Status.BLOCKED);
        assertThat(wallet.blockMode()).isEqualTo(mode);
    }

    @Test
    void theWalletOfABannedPersonIsBlockedForEverything() {
        database.handle("b", new BlockWallet("johny.EUR", BlockMode.DEBIT, null));
        database.handle("e", new PersonBanned("johny", null));

        assertThat(reader.walletsOf("johny", NOW)).extracting(WalletView::blockMode)
                .containsExactly(BlockMode.ALL, BlockMode.ALL);
    }

    @Test
    void aClosedWalletIsClosedAlsoIfItIsBlocked() {
        database.handle("c", new BlockWallet("johny.EUR", BlockMode.DEBIT, null), new CloseWallet("johny.EUR", null));

        assertThat(reader.wallet("johny.EUR", NOW)).map(WalletView::status).contains(WalletView.Status.CLOSED);
    }

    @Test
    void theWalletsOfAPersonComeInTheOrderOfTheirIds() {
        assertThat(reader.walletsOf("johny", NOW)).extracting(WalletView::walletId)
                .containsExactly("a.USD", "johny.EUR");
        assertThat(reader.walletsOf("nobody", NOW)).isEmpty();
    }

    @Test
    void theOutsideWorldIsNobodysWallet() {
        database.handle("c", deposit(100));

        assertThat(reader.wallet("settlement:EUR", NOW)).isEmpty();
        assertThat(reader.balanceAt("settlement:EUR", NOW)).isEmpty();
        assertThat(reader.wallet("nobody.EUR", NOW)).isEmpty();
        assertThat(reader.balanceAt("nobody.EUR", NOW)).isEmpty();
    }

    @Test
    void holdsAreListedFromTheOldestOnAsTheyStand() {
        database.handle("a", deposit(100), hold("z", 10, null));
        database.handle("b", SOON, hold("h1", 10, LATER), hold("h2", 10, LATER), hold("h3", 10, LATER));
        database.handle("c", SOON, new CaptureHold("z", 4L, false), new CaptureHold("h1", 6L, true),
                new ReleaseHold("h2"));

        assertThat(reader.holds("johny.EUR", SOON)).containsExactly(
                new HoldView("z", "hotel.EUR", 10, 4, HoldView.Status.OPEN, null),
                new HoldView("h1", "hotel.EUR", 10, 6, HoldView.Status.CAPTURED, LATER),
                new HoldView("h2", "hotel.EUR", 10, 0, HoldView.Status.RELEASED, LATER),
                new HoldView("h3", "hotel.EUR", 10, 0, HoldView.Status.OPEN, LATER));
        assertThat(reader.holds("johny.EUR", LATER)).extracting(HoldView::status).containsExactly(
                HoldView.Status.OPEN, HoldView.Status.CAPTURED, HoldView.Status.RELEASED, HoldView.Status.EXPIRED);
        assertThat(reader.holds("hotel.EUR", NOW)).isEmpty();
    }

    @Test
    void theBalanceOfAnInstantCountsTheEntriesUpToIt() {
        database.handle("c", deposit(100));
        database.handle("d", SOON, new WithdrawFunds("johny.EUR", 30, "EUR", null));

        assertThat(reader.balanceAt("johny.EUR", Instant.EPOCH)).contains(balance(0, 0, Instant.EPOCH));
        assertThat(reader.balanceAt("johny.EUR", NOW.minusNanos(1_000)))
                .contains(balance(0, 0, NOW.minusNanos(1_000)));
        assertThat(reader.balanceAt("johny.EUR", NOW)).contains(balance(100, 0, NOW));
        assertThat(reader.balanceAt("johny.EUR", SOON.minusNanos(1))).contains(balance(100, 0, SOON.minusNanos(1)));
        assertThat(reader.balanceAt("johny.EUR", SOON)).contains(balance(70, 0, SOON));
        assertThat(reader.balanceAt("johny.EUR", LATER)).contains(balance(70, 0, LATER));
    }

    @Test
    void theBalanceOfAnInstantCountsWhatWasHeldThen() {
        database.handle("a", deposit(100));
        database.handle("b", NOW.plusMillis(100), hold("h1", 60, SOON), hold("h2", 20, SOON));
        database.handle("c", NOW.plusMillis(200), new CaptureHold("h1", 10L, false));
        database.handle("d", NOW.plusMillis(300), new ReleaseHold("h2"));

        assertThat(List.of(0, 100, 200, 300, 999, 1000)).extracting(millis -> moneyAt(NOW.plusMillis(millis)))
                .containsExactly("100, 0", "100, 80", "90, 70", "90, 50", "90, 50", "90, 0");
    }

    @Test
    void aBalanceInThePastIsNeverOneThatWasNot() {
        database.handle("c", deposit(30), deposit(30), hold("h1", 60, null), new CaptureHold("h1", 60L, true),
                deposit(5), hold("h2", 55, null), new ReleaseHold("h2"));

        assertThat(List.of(0, 1, 2, 3, 4)).extracting(micros -> moneyAt(NOW.plusNanos(1_000L * micros)))
                .containsExactly("30, 0", "60, 60", "0, 0", "5, 0", "5, 0");
    }

    @Test
    void aStatementTellsWhoPaidWhatAndWhy() {
        database.handle("a", new DepositFunds("johny.EUR", 100, "EUR", "salary"));
        database.handle("b", SOON, new TransferFunds("johny.EUR", "hotel.EUR", 30, "EUR", null));

        StatementPage page = statement(null, null, 50, null, Order.ASC);

        long micros = Micros.of(NOW);
        assertThat(page).isEqualTo(new StatementPage("johny.EUR", "EUR", 0, List.of(
                new StatementLine("johny.EUR:" + micros, NOW, "DEPOSIT", 100, 100, null, "a1", "salary"),
                new StatementLine("johny.EUR:" + (micros + 1_000_000), SOON, "TRANSFER", -30, 70, "hotel.EUR", "b1",
                        null)), 70, null));
    }

    @Test
    void aStatementWithoutEntriesClosesAsItOpened() {
        assertThat(statement(null, null, 50, null, Order.ASC)).isEqualTo(emptyPage(0));
        database.handle("c", deposit(100));

        assertThat(statement(SOON, null, 50, null, Order.ASC)).isEqualTo(emptyPage(100));
        assertThat(statement(SOON, null, 50, null, Order.DESC)).isEqualTo(emptyPage(100));
        assertThat(statement(null, NOW, 50, null, Order.DESC)).isEqualTo(emptyPage(0));
        assertThat(statement(SOON, NOW, 50, null, Order.ASC)).isEqualTo(emptyPage(100));
    }

    @ParameterizedTest
    @CsvSource({"0, 9, 9", "1, 8, 7", "2, 5, 3", "5, 5, 0", "8, 20, 1"})
    void fromCountsAndToDoesNot(int from, int to, int entries) {
        depositOneToNine();

        for (Order order : Order.values()) {
            StatementPage page = statement(NOW.plusNanos(1_000L * from), NOW.plusNanos(1_000L * to), 50, null, order);

            assertThat(page.entries()).hasSize(entries);
            assertThat(page.openingBalanceMinor()).isEqualTo(LongStream.rangeClosed(1, from).sum());
            assertThat(page.closingBalanceMinor())
                    .isEqualTo(LongStream.rangeClosed(1, entries == 0 ? from : Math.min(to, 9)).sum());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, ASC", "2, ASC", "4, ASC", "8, ASC", "9, ASC", "500, ASC", "1, DESC", "2, DESC", "4, DESC",
        "8, DESC", "9, DESC", "500, DESC"})
    void pagesFollowEachOtherWithoutGapsOrRepeats(int limit, Order order) {
        depositOneToNine();

        List<StatementPage> pages = pages(null, null, limit, order);

        assertThat(pages).hasSize((9 + limit - 1) / limit);
        List<Long> amounts = new ArrayList<>(amountsOf(pages));
        if (order == Order.DESC) {
            Collections.reverse(amounts);
            Collections.reverse(pages);
        }
        assertThat(amounts).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        long balanceMinor = 0;
        for (StatementPage page : pages) {
            assertThat(page.openingBalanceMinor()).isEqualTo(balanceMinor);
            balanceMinor += amountsOf(List.of(page)).stream().mapToLong(Long::longValue).sum();
            assertThat(page.closingBalanceMinor()).isEqualTo(balanceMinor);
        }
    }

    @Test
    void pagesKeepWithinTheTimesOfTheFirstRequest() {
        depositOneToNine();
        Instant from = NOW.plusNanos(2_000);
        Instant to = NOW.plusNanos(7_000);

        assertThat(amountsOf(pages(from, to, 2, Order.ASC))).containsExactly(3L, 4L, 5L, 6L, 7L);
        String cursor = statement(from, to, 2, null, Order.DESC).nextCursor();
        assertThat(amountsOf(List.of(statement(NOW, LATER, 50, cursor, Order.DESC)))).containsExactly(5L, 4L, 3L);
    }

    @Test
    void entriesThatArriveMeanwhileDoNotShiftPages() {
        depositOneToNine();
        StatementPage newest = statement(null, null, 4, null, Order.DESC);
        StatementPage oldest = statement(null, null, 4, null, Order.ASC);
        database.handle("n", SOON, deposit(10), deposit(11));

        assertThat(amountsOf(List.of(statement(null, null, 50, newest.nextCursor(), Order.DESC))))
                .containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(amountsOf(List.of(statement(null, null, 50, oldest.nextCursor(), Order.ASC))))
                .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void theCursorOfAnotherWalletIsRefused() {
        depositOneToNine();
        String cursor = statement(null, null, 4, null, Order.ASC).nextCursor();
        WalletView hotel = reader.wallet("hotel.EUR", NOW).orElseThrow();

        assertThatExceptionOfType(InvalidMessageException.class)
                .isThrownBy(() -> reader.statement(hotel, new StatementRequest(null, null, 4, cursor, Order.ASC)));
    }

    @Test
    void theLedgerOfEachCurrencySumsUpToZero() {
        assertThat(reader.sums()).containsExactly(new LedgerSum("EUR", 0, 2, 0), new LedgerSum("USD", 0, 1, 0));

        database.handle("c", deposit(100), new DepositFunds("a.USD", 7, "USD", null),
                new TransferFunds("johny.EUR", "hotel.EUR", 30, "EUR", null),
                new WithdrawFunds("hotel.EUR", 10, "EUR", null));

        assertThat(reader.sums()).containsExactly(new LedgerSum("EUR", 0, 2, 6), new LedgerSum("USD", 0, 1, 2));
    }

    @Test
    void aSumThatIsNotZeroShows() throws Exception {
        database.handle("c", deposit(100));
        database.execute("update ledger_entry set amount_minor = 101 where wallet_id = 'johny.EUR'");

        assertThat(reader.sums()).contains(new LedgerSum("EUR", 1, 2, 2));
    }

    private static DepositFunds deposit(long amountMinor) {
        return new DepositFunds("johny.EUR", amountMinor, "EUR", null);
    }

    private static HoldFunds hold(String holdId, long amountMinor, Instant expiresAt) {
        return new HoldFunds(holdId, "johny.EUR", "hotel.EUR", amountMinor, "EUR", expiresAt, null);
    }

    /** A microsecond apart, from now on. */
    private void depositOneToNine() {
        database.handle("d", LongStream.rangeClosed(1, 9).mapToObj(LedgerReaderTest::deposit)
                .toArray(DepositFunds[]::new));
    }

    private static BalanceView balance(long balanceMinor, long heldMinor, Instant at) {
        return new BalanceView("johny.EUR", "EUR", balanceMinor, heldMinor, balanceMinor - heldMinor + 50, at);
    }

    private static StatementPage emptyPage(long balanceMinor) {
        return new StatementPage("johny.EUR", "EUR", balanceMinor, List.of(), balanceMinor, null);
    }

    private static List<Long> money(WalletView wallet) {
        return List.of(wallet.balanceMinor(), wallet.heldMinor(), wallet.availableMinor());
    }

    private String moneyAt(Instant at) {
        BalanceView then = reader.balanceAt("johny.EUR", at).orElseThrow();
        return then.balanceMinor() + ", " + then.heldMinor();
    }

    private StatementPage statement(Instant from, Instant to, int limit, String cursor, Order order) {
        return reader.statement(reader.wallet("johny.EUR", NOW).orElseThrow(),
                new StatementRequest(from, to, limit, cursor, order));
    }

    private List<StatementPage> pages(Instant from, Instant to, int limit, Order order) {
        List<StatementPage> pages = new ArrayList<>();
        String cursor = null;
        do {
            pages.add(statement(from, to, limit, cursor, order));
            cursor = pages.get(pages.size() - 1).nextCursor();
        } while (cursor != null);
        return pages;
    }

    private static List<Long> amountsOf(List<StatementPage> pages) {
        return pages.stream().flatMap(page -> page.entries().stream()).map(StatementLine::amountMinor).toList();
    }
}

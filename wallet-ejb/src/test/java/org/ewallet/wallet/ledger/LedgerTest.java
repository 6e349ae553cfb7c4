package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.hold;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.HoldView.Status;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.messaging.DatabaseException;
import org.ewallet.wallet.WalletDatabase;
import org.ewallet.wallet.lifecycle.OpenWalletHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows what is loaded and locked for a batch, and that it is written whole or not at all. */
class LedgerTest {

    private static final Instant SOON = NOW.plusSeconds(1);

    private final WalletDatabase database = new WalletDatabase();

    @BeforeEach
    void fill() {
        database.handle("fill", new OpenWallet("johny.EUR", "johny", "EUR", 50L),
                new OpenWallet("travel", "johny", "USD", null), new OpenWallet("mary.EUR", "mary", "EUR", null),
                new DepositFunds("johny.EUR", 100, "EUR", null),
                new TransferFunds("johny.EUR", "mary.EUR", 30, "EUR", "lunch"));
    }

    @AfterEach
    void closeDatabase() throws Exception {
        database.close();
    }

    @Test
    void walletsAndHoldsAreLoadedAsTheyWereSaved() {
        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().wallet("johny.EUR").wallet("mary.EUR").walletsOf("johny"), NOW);
            set.wallet("johny.EUR").block(BlockMode.CREDIT);
            set.wallet("travel").banOwner();
            set.wallet("travel").close();
            set.add(hold("h1", "johny.EUR", "mary.EUR", 60, SOON));
            set.add(hold("h2", "johny.EUR", "mary.EUR", 5, null));
            set.capture(set.hold("h1"), 20, "c1", NOW);
            set.close(set.hold("h2"), Status.RELEASED, NOW);
            ledger.save(set);
            return null;
        });

        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().hold("h1").hold("h2").walletsOf("johny"), NOW);
            Wallet johny = set.wallet("johny.EUR");
            assertThat(List.of(johny.ownerId(), johny.currency(), johny.overdraftLimitMinor(), johny.openedAt()))
                    .isEqualTo(List.of("johny", "EUR", 50L, NOW));
            assertThat(List.of(johny.balanceMinor(), johny.heldMinor(), johny.availableMinor()))
                    .isEqualTo(List.of(50L, 40L, 60L));
            assertThat(johny.effectiveBlockMode()).isEqualTo(BlockMode.CREDIT);
            assertThat(johny.lastEntryAtMicros()).isEqualTo(Micros.of(NOW) + 2);
            assertThat(johny.mayHaveExpiredHolds(Micros.of(SOON) - 1)).isFalse();
            assertThat(johny.mayHaveExpiredHolds(Micros.of(SOON))).isTrue();
            assertThat(set.wallet("travel").isOwnerBanned()).isTrue();
            assertThat(set.wallet("travel").isClosed()).isTrue();
            assertThat(set.hold("h1")).usingRecursiveComparison().ignoringFields("version", "createdAtMicros",
                    "capturedMinor").isEqualTo(hold("h1", "johny.EUR", "mary.EUR", 60, SOON));
            assertThat(set.hold("h1").leftMinor()).isEqualTo(40);
            assertThat(set.hold("h2").status()).isEqualTo(Status.RELEASED);
            assertThat(set.hold("h2").expiresAt()).isNull();
            return null;
        });
    }

    @Test
    void entriesCapturesAndReversalsAreWrittenOnce() {
        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().transfer("fill5"), NOW);
            set.add(hold("h1", "johny.EUR", "mary.EUR", 60, null));
            set.capture(set.hold("h1"), 20, "c1", NOW);
            set.reverse("fill5", "r1");
            ledger.save(set);
            return null;
        });

        long micros = Micros.of(NOW);
        assertThat(database.rows("select * from ledger_entry where wallet_id = 'johny.EUR' order by at_micros"))
                .containsExactly(
                        row("johny.EUR", micros, "DEPOSIT", 100, 100, "settlement:EUR", "fill4", null),
                        row("johny.EUR", micros + 1, "TRANSFER", -30, 70, "mary.EUR", "fill5", "lunch"),
                        row("johny.EUR", micros + 2, "HOLD_CAPTURE", -20, 50, "mary.EUR", "c1", "room 7"));
        assertThat(database.rows("select * from hold_capture")).containsExactly(row("h1", micros + 2, 20));
        assertThat(database.rows("select * from reversal")).containsExactly(row("fill5", "r1"));
    }

    @Test
    void aHoldIsLoadedWithBothItsWalletsAndATransferWithBothOfIts() {
        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().wallet("johny.EUR").wallet("mary.EUR"), NOW);
            set.add(hold("h1", "johny.EUR", "mary.EUR", 60, null));
            ledger.save(set);
            return null;
        });

        database.inTransaction(ledger -> {
            WorkingSet ofHold = ledger.load(new Needs().hold("h1").hold("h2"), NOW);
            assertThat(ofHold.hold("h1")).isNotNull();
            assertThat(ofHold.hold("h2")).isNull();
            assertThat(ofHold.wallet("johny.EUR")).isNotNull();
            assertThat(ofHold.wallet("mary.EUR")).isNotNull();
            assertThat(ofHold.wallet("travel")).isNull();
            return null;
        });
        database.inTransaction(ledger -> {
            WorkingSet ofTransfer = ledger.load(new Needs().transfer("fill5"), NOW);
            assertThat(ofTransfer.wallet("johny.EUR")).isNotNull();
            assertThat(ofTransfer.wallet("mary.EUR")).isNotNull();
            return null;
        });
    }

    @Test
    void aTransferIsRememberedByItsOutcome() {
        database.handle("t", new TransferFunds("johny.EUR", "mary.EUR", 1_000, "EUR", null),
                new ReverseTransfer("fill5", null));

        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().transfer("fill5").transfer("fill4").transfer("t1").transfer("t2")
                    .transfer("t9"), NOW);
            assertThat(set.transfer("fill5")).isEqualTo(new Transfer("fill5", "johny.EUR", "mary.EUR", 30, "EUR"));
            assertThat(set.isReversed("fill5")).isTrue();
            assertThat(set.transfer("fill4")).as("a deposit").isNull();
            assertThat(set.transfer("t1")).as("refused").isNull();
            assertThat(set.transfer("t2")).as("a reversal").isNull();
            assertThat(set.transfer("t9")).as("unknown").isNull();
            return null;
        });
    }

    @Test
    void theWalletsOfAPersonAreLoadedInTheOrderOfTheirIds() {
        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().walletsOf("johny").walletsOf("nobody"), NOW);
            assertThat(set.walletsOf("johny")).extracting(Wallet::walletId).containsExactly("johny.EUR", "travel");
            assertThat(set.walletsOf("nobody")).isEmpty();
            return null;
        });
    }

    @Test
    void whatNobodyAskedForIsNotLoaded() {
        database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs(), NOW);
            assertThat(set.wallet("johny.EUR")).isNull();
            return null;
        });
    }

    @Test
    void theWalletsOfABatchStayLockedUntilItsTransactionEnds() {
        database.inTransaction(ledger -> {
            ledger.load(new Needs().wallet("johny.EUR").wallet("mary.EUR"), NOW);
            assertThatThrownBy(() -> update("johny.EUR")).isInstanceOf(SQLTimeoutException.class);
            assertThatThrownBy(() -> update("mary.EUR")).isInstanceOf(SQLTimeoutException.class);
            return null;
        });
    }

    @Test
    void aBatchThatOnlyLooksWritesNothing() {
        String version = version("johny.EUR");

        database.inTransaction(ledger -> {
            ledger.save(ledger.load(new Needs().wallet("johny.EUR").walletsOf("johny"), NOW));
            return null;
        });

        assertThat(version("johny.EUR")).isEqualTo(version);
    }

    @Test
    void aBatchThatBreaksLeavesNothing() {
        assertThatThrownBy(() -> database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().wallet("johny.EUR").wallet("mary.EUR"), NOW);
            post(set, 10, "t1");
            set.newEntries.add(set.newEntries.get(0));
            ledger.save(set);
            return null;
        })).isInstanceOf(DatabaseException.class).hasMessageStartingWith("cannot write to the ledger: ");

        assertThat(database.rows("select balance_minor from wallet where wallet_id = 'johny.EUR'"))
                .containsExactly(row(70));
        assertThat(database.rows("select count(*) from ledger_entry")).containsExactly(row(4));
    }

    @Test
    void aTransferCannotBeReversedByTwoBatchesEvenIfTheRulesSlept() {
        database.handle("r", new ReverseTransfer("fill5", null));

        assertThatThrownBy(() -> database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().transfer("fill5"), NOW);
            set.reverse("fill5", "r2");
            ledger.save(set);
            return null;
        })).isInstanceOf(DatabaseException.class);
    }

    @Test
    void noBatchCanOverdrawAWalletEvenIfTheRulesSlept() {
        assertThatThrownBy(() -> database.inTransaction(ledger -> {
            WorkingSet set = ledger.load(new Needs().wallet("johny.EUR").wallet("mary.EUR"), NOW);
            post(set, 121, "t1");
            ledger.save(set);
            return null;
        })).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("WALLET_BALANCE_IS_NOT_BELOW_OVERDRAFT");
    }

    @Test
    void aWalletThatWasOpenedInBetweenMakesTheBatchFail() {
        assertThatThrownBy(() -> database.inTransaction(ledger -> {
            WorkingSet nothingKnown = ledger.load(new Needs(), NOW);
            new OpenWalletHandler().handle(letter("o1", new OpenWallet("johny.EUR", "paul", "EUR", null)),
                    nothingKnown);
            ledger.save(nothingKnown);
            return null;
        })).isInstanceOf(DatabaseException.class).hasMessageContaining("WALLET_ID");
    }

    @Test
    void aClockThatIsSetBackNeverReordersEntries() {
        Instant earlier = NOW.minusSeconds(60);

        database.handle("t", earlier, new TransferFunds("johny.EUR", "mary.EUR", 1, "EUR", null));

        assertThat(database.rows("select at_micros from ledger_entry where letter_key = 't1'"))
                .containsOnly(row(Micros.of(NOW) + 2));
    }

    private static void post(WorkingSet set, long amountMinor, String letterKey) {
        set.post(EntryKind.TRANSFER, set.wallet("johny.EUR"), set.wallet("mary.EUR"), amountMinor, letterKey, null,
                NOW);
    }

    private static List<String> row(Object... values) {
        return Arrays.stream(values).map(value -> value == null ? null : value.toString()).toList();
    }

    private void update(String walletId) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout 50");
            statement.execute("update wallet set opened_at_micros = 0 where wallet_id = '" + walletId + "'");
        }
    }

    private String version(String walletId) {
        return database.rows("select version from wallet where wallet_id = '" + walletId + "'").get(0).get(0);
    }
}

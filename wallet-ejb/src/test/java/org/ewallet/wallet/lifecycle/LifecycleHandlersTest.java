package org.ewallet.wallet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.NOW;
import static org.ewallet.wallet.Letters.assertRefused;
import static org.ewallet.wallet.Letters.complete;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.newWalletsOf;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.Map;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.BlockWallet;
import org.ewallet.contract.wallet.CloseWallet;
import org.ewallet.contract.wallet.OpenWallet;
import org.ewallet.contract.wallet.UnblockWallet;
import org.ewallet.contract.wallet.WalletBlocked;
import org.ewallet.contract.wallet.WalletClosed;
import org.ewallet.contract.wallet.WalletOpened;
import org.ewallet.contract.wallet.WalletUnblocked;
import org.ewallet.messaging.Decision;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows what commands make of a wallet's life. */
class LifecycleHandlersTest {

    private static final BlockWallet BLOCK = new BlockWallet("johny.EUR", BlockMode.DEBIT, "lost phone");
    private static final UnblockWallet UNBLOCK = new UnblockWallet("johny.EUR", "found it");
    private static final CloseWallet CLOSE = new CloseWallet("johny.EUR", "moved away");

    private final OpenWalletHandler opening = new OpenWalletHandler();
    private final CloseWalletHandler closing = new CloseWalletHandler();
    private final BlockWalletHandler blocking = new BlockWalletHandler();
    private final UnblockWalletHandler unblocking = new UnblockWalletHandler();

    @Test
    void aNewWalletIsEmptyAndOpen() {
        WorkingSet set = setOf();

        Decision decision = complete(opening, letter("o1", new OpenWallet("travel", "johny", "USD", 50L)), set,
                "wallet travel is open", Map.of("walletId", "travel"));

        assertThat(decision.events()).containsExactly(new WalletOpened("travel", "johny", "USD", 50));
        assertThat(newWalletsOf(set)).containsExactly("travel");
        Wallet wallet = set.wallet("travel");
        assertThat(wallet.ownerId()).isEqualTo("johny");
        assertThat(wallet.currency()).isEqualTo("USD");
        assertThat(wallet.overdraftLimitMinor()).isEqualTo(50);
        assertThat(wallet.openedAt()).isEqualTo(NOW);
        assertThat(wallet.balanceMinor()).isZero();
        assertThat(wallet.heldMinor()).isZero();
        assertThat(wallet.availableMinor()).isEqualTo(50);
        assertThat(wallet.isClosed()).isFalse();
        assertThat(wallet.effectiveBlockMode()).isNull();
    }

    @Test
    void anIdIsTakenForEverAlsoByAClosedWalletAndWithinABatch() {
        OpenWallet again = new OpenWallet("johny.EUR", "mary", "USD", null);
        assertRefused(opening, again, () -> setOf(wallet("johny.EUR", 1)), Reason.ALREADY_EXISTS);
        assertRefused(opening, again, () -> setOf(wallet("johny.EUR", 0, Wallet::close)), Reason.ALREADY_EXISTS);

        WorkingSet set = setOf();
        opening.handle(letter("o1", new OpenWallet("johny.EUR", "johny", "EUR", null)), set);
        assertThat(opening.handle(letter("o2", again), set).outcome().reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(set.wallet("johny.EUR").ownerId()).isEqualTo("johny");
    }

    @Test
    void aWalletIsClosedWithTheReasonGiven() {
        WorkingSet set = setOf(wallet("johny.EUR", 0));

        Decision decision = complete(closing, letter("c1", CLOSE), set, "wallet johny.EUR is closed",
                Map.of("walletId", "johny.EUR"));

        assertThat(decision.events()).containsExactly(new WalletClosed("johny.EUR", "johny", "moved away"));
        assertThat(set.wallet("johny.EUR").isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(BlockMode.class)
    void aBlockIsPublishedWithItsMode(BlockMode mode) {
        WorkingSet set = setOf(wallet("johny.EUR", 0));

        Decision decision = complete(blocking, letter("b1", new BlockWallet("johny.EUR", mode, "lost phone")), set,
                "wallet johny.EUR is blocked", Map.of("walletId", "johny.EUR", "mode", mode));

        assertThat(decision.events()).containsExactly(new WalletBlocked("johny.EUR", "johny", mode, "lost phone"));
        assertThat(set.wallet("johny.EUR").effectiveBlockMode()).isEqualTo(mode);
    }

    @Test
    void aSecondBlockReplacesTheModeOfTheFirst() {
        WorkingSet set = setOf(wallet("johny.EUR", 0));

        blocking.handle(letter("b1", BLOCK), set);
        Decision second = blocking.handle(letter("b2", new BlockWallet("johny.EUR", BlockMode.CREDIT, null)), set);

        assertThat(second.events()).containsExactly(new WalletBlocked("johny.EUR", "johny", BlockMode.CREDIT, null));
        assertThat(set.wallet("johny.EUR").stopsDebits()).isFalse();
        assertThat(set.wallet("johny.EUR").stopsCredits()).isTrue();
    }

    @Test
    void unblockingABlockedWalletSetsItFree() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, wallet -> wallet.block(BlockMode.ALL)));

        Decision decision = complete(unblocking, letter("u1", UNBLOCK), set, "wallet johny.EUR is not blocked",
                Map.of("walletId", "johny.EUR"));

        assertThat(decision.events()).containsExactly(new WalletUnblocked("johny.EUR", "johny", "found it"));
        assertThat(set.wallet("johny.EUR").effectiveBlockMode()).isNull();
    }

    @Test
    void unblockingAFreeWalletIsCompletedWithoutAnEvent() {
        Decision decision = complete(unblocking, letter("u1", UNBLOCK), setOf(wallet("johny.EUR", 0)),
                "wallet johny.EUR is not blocked", Map.of("walletId", "johny.EUR"));

        assertThat(decision.events()).isEmpty();
    }

    @Test
    void unblockingTheWalletOfABannedPersonLeavesTheBan() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, wallet -> wallet.block(BlockMode.DEBIT), Wallet::banOwner));

        Decision decision = complete(unblocking, letter("u1", UNBLOCK), set,
                "wallet johny.EUR stays blocked while its owner is banned", Map.of("walletId", "johny.EUR"));

        assertThat(decision.events()).isEmpty();
        assertThat(set.wallet("johny.EUR").effectiveBlockMode()).isEqualTo(BlockMode.ALL);
    }

    @Test
    void blockingTheWalletOfABannedPersonIsPublishedAsWhatItNowIs() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, Wallet::banOwner));

        Decision decision = blocking.handle(letter("b1", BLOCK), set);

        assertThat(decision.events())
                .containsExactly(new WalletBlocked("johny.EUR", "johny", BlockMode.ALL, "lost phone"));
    }

    @Test
    void refusedChangesChangeNothing() {
        assertRefused(closing, CLOSE, () -> setOf(), Reason.WALLET_UNKNOWN);
        assertRefused(blocking, BLOCK, () -> setOf(), Reason.WALLET_UNKNOWN);
        assertRefused(unblocking, UNBLOCK, () -> setOf(), Reason.WALLET_UNKNOWN);
        assertRefused(closing, CLOSE, LifecycleHandlersTest::closed, Reason.WALLET_CLOSED);
        assertRefused(blocking, BLOCK, LifecycleHandlersTest::closed, Reason.WALLET_CLOSED);
        assertRefused(unblocking, UNBLOCK, LifecycleHandlersTest::closed, Reason.WALLET_CLOSED);
        assertRefused(closing, CLOSE, () -> setOf(wallet("johny.EUR", 1)), Reason.WALLET_NOT_EMPTY);
    }

    private static WorkingSet closed() {
        return setOf(wallet("johny.EUR", 0, Wallet::close));
    }
}

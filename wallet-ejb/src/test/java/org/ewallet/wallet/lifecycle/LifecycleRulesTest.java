package org.ewallet.wallet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.ledger.Wallets.hold;
import static org.ewallet.wallet.ledger.Wallets.overdrawable;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.Optional;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.HoldView.Status;
import org.ewallet.wallet.Letters;
import org.ewallet.wallet.ledger.Hold;
import org.ewallet.wallet.ledger.Refusal;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows when a wallet may be changed or closed. */
class LifecycleRulesTest {

    @Test
    void anEmptyWalletMayBeClosed() {
        assertThat(reasonAgainstClosing(wallet("johny.EUR", 0))).isEmpty();
        assertThat(reasonAgainstClosing(overdrawable("johny.EUR", 0, 50))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aWalletWithABalanceOrADebtStaysOpen(long balanceMinor) {
        assertThat(reasonAgainstClosing(overdrawable("johny.EUR", balanceMinor, 50))).contains(Reason.WALLET_NOT_EMPTY);
    }

    @Test
    void aWalletWithAnOpenHoldStaysOpenEvenIfTheHoldIsOfItsOverdraft() {
        Wallet payer = overdrawable("johny.EUR", 0, 50);
        WorkingSet set = setOf(payer, wallet("hotel.EUR", 0));
        Hold hold = hold("h1", "johny.EUR", "hotel.EUR", 50, null);
        set.add(hold);
        assertThat(reasonAgainstClosing(payer)).contains(Reason.WALLET_NOT_EMPTY);

        set.close(hold, Status.RELEASED, Letters.NOW);
        assertThat(reasonAgainstClosing(payer)).isEmpty();
    }

    @Test
    void aHoldForAWalletDoesNotKeepItOpen() {
        Wallet hotel = wallet("hotel.EUR", 0);
        setOf(wallet("johny.EUR", 50), hotel).add(hold("h1", "johny.EUR", "hotel.EUR", 50, null));

        assertThat(reasonAgainstClosing(hotel)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BlockMode.class)
    void aBlockDoesNotKeepAWalletOpen(BlockMode mode) {
        assertThat(reasonAgainstClosing(wallet("johny.EUR", 0, wallet -> wallet.block(mode), Wallet::banOwner)))
                .isEmpty();
    }

    @Test
    void theFirstReasonIsTheOneThatIsTold() {
        Wallet closedWithABalance = wallet("johny.EUR", 1, Wallet::close);

        assertThat(reasonAgainstClosing(closedWithABalance)).contains(Reason.WALLET_CLOSED);
        assertThat(reasonAgainstClosing(null)).contains(Reason.WALLET_UNKNOWN);
    }

    @Test
    void aWalletMayBeChangedUntilItIsClosed() {
        assertThat(LifecycleRules.refusalOfChange(wallet("johny.EUR", 1), "johny.EUR")).isEmpty();
        assertThat(LifecycleRules.refusalOfChange(wallet("johny.EUR", 1, Wallet::banOwner), "johny.EUR")).isEmpty();
        assertThat(LifecycleRules.refusalOfChange(wallet("johny.EUR", 0, Wallet::close), "johny.EUR"))
                .contains(new Refusal(Reason.WALLET_CLOSED, "wallet johny.EUR is closed"));
        assertThat(LifecycleRules.refusalOfChange(null, "nobody.EUR"))
                .contains(new Refusal(Reason.WALLET_UNKNOWN, "there is no wallet nobody.EUR"));
    }

    private static Optional<Reason> reasonAgainstClosing(Wallet wallet) {
        return LifecycleRules.refusalOfClosing(wallet, "johny.EUR").map(Refusal::reason);
    }
}

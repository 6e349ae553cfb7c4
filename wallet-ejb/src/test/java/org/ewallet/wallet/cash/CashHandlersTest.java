package org.ewallet.wallet.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.assertRefused;
import static org.ewallet.wallet.Letters.complete;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.entriesOf;
import static org.ewallet.wallet.ledger.Wallets.newWalletsOf;
import static org.ewallet.wallet.ledger.Wallets.outside;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.Map;
import org.ewallet.contract.Reason;
import org.ewallet.contract.Require;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.FundsDeposited;
import org.ewallet.contract.wallet.FundsWithdrawn;
import org.ewallet.contract.wallet.WithdrawFunds;
import org.ewallet.messaging.Decision;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;

/** Shows how money enters and leaves: always through the settlement account of its currency. */
class CashHandlersTest {

    private final DepositFundsHandler deposits = new DepositFundsHandler();
    private final WithdrawFundsHandler withdrawals = new WithdrawFundsHandler();

    @Test
    void aDepositDebitsTheOutsideWorldAndCreditsTheWallet() {
        WorkingSet set = setOf(outside("EUR", -700), wallet("johny.EUR", 700));

        Decision decision = complete(deposits, letter("d1", new DepositFunds("johny.EUR", 250, "EUR", "salary")), set,
                "funds deposited", Map.of("walletId", "johny.EUR"));

        assertThat(decision.events()).containsExactly(new FundsDeposited("johny.EUR", "johny", 250, "EUR", "salary"));
        assertThat(entriesOf(set)).containsExactly(
                "DEPOSIT settlement:EUR -250 = -950 (johny.EUR, d1, salary)",
                "DEPOSIT johny.EUR +250 = 950 (settlement:EUR, d1, salary)");
        assertThat(newWalletsOf(set)).isEmpty();
    }

    @Test
    void aWithdrawalDebitsTheWalletAndCreditsTheOutsideWorld() {
        WorkingSet set = setOf(outside("EUR", -700), wallet("johny.EUR", 700));

        Decision decision = complete(withdrawals, letter("w1", new WithdrawFunds("johny.EUR", 700, "EUR", null)), set,
                "funds withdrawn", Map.of("walletId", "johny.EUR"));

        assertThat(decision.events()).containsExactly(new FundsWithdrawn("johny.EUR", "johny", 700, "EUR", null));
        assertThat(entriesOf(set)).containsExactly(
                "WITHDRAWAL johny.EUR -700 = 0 (settlement:EUR, w1, null)",
                "WITHDRAWAL settlement:EUR +700 = 0 (johny.EUR, w1, null)");
    }

    @Test
    void theFirstMovementOfACurrencyBringsItsSettlementAccountIntoBeing() {
        WorkingSet set = setOf(wallet("johny.EUR", 0), wallet("johny.USD", 0));

        deposits.handle(letter("d1", new DepositFunds("johny.EUR", 1, "EUR", null)), set);
        deposits.handle(letter("d2", new DepositFunds("johny.EUR", 2, "EUR", null)), set);
        deposits.handle(letter("d3", new DepositFunds("johny.USD", 3, "USD", null)), set);

        assertThat(newWalletsOf(set)).containsExactly("settlement:EUR", "settlement:USD");
        assertThat(entriesOf(set)).contains("DEPOSIT settlement:EUR -2 = -3 (johny.EUR, d2, null)",
                "DEPOSIT settlement:USD -3 = -3 (johny.USD, d3, null)");
    }

    @Test
    void aRefusedMovementOpensNoSettlementAccount() {
        WorkingSet set = setOf(wallet("johny.EUR", 0, Wallet::banOwner));

        deposits.handle(letter("d1", new DepositFunds("johny.EUR", 1, "EUR", null)), set);
        withdrawals.handle(letter("w1", new WithdrawFunds("johny.EUR", 1, "EUR", null)), set);

        assertThat(newWalletsOf(set)).isEmpty();
        assertThat(entriesOf(set)).isEmpty();
    }

    @Test
    void movementsOpenTheSettlementAccountsOfTheirOwnCurrenciesOnly() {
        WorkingSet set = setOf(wallet("johny.EUR", 0), wallet("johny.USD", 0), wallet("johny.CHF", 5));

        withdrawals.handle(letter("w1", new WithdrawFunds("johny.EUR", 1, "EUR", null)), set);
        deposits.handle(letter("d1", new DepositFunds("johny.USD", 1, "USD", null)), set);
        withdrawals.handle(letter("w2", new WithdrawFunds("johny.CHF", 5, "CHF", null)), set);

        assertThat(newWalletsOf(set)).containsExactly("settlement:USD", "settlement:CHF");
    }

    @Test
    void theLargestAmountMayBeDepositedUntilTheBalanceIsFull() {
        WorkingSet set = setOf(outside("EUR", 0), wallet("johny.EUR", 0));
        DepositFunds largest = new DepositFunds("johny.EUR", Require.MAX_AMOUNT_MINOR, "EUR", null);
        long times = Long.MAX_VALUE / Require.MAX_AMOUNT_MINOR;
        for (int i = 0; i < times; i++) {
            assertThat(deposits.handle(letter("d" + i, largest), set).outcome().reason()).isNull();
        }

        assertThat(deposits.handle(letter("full", largest), set).outcome().reason()).isEqualTo(Reason.BALANCE_LIMIT);

        assertThat(set.wallet("johny.EUR").balanceMinor()).isEqualTo(times * Require.MAX_AMOUNT_MINOR);
        assertThat(set.wallet("settlement:EUR").balanceMinor()).isEqualTo(-times * Require.MAX_AMOUNT_MINOR);
    }

    @Test
    void refusedDepositsChangeNothing() {
        assertRefused(deposits, new DepositFunds("nobody.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0)), Reason.WALLET_UNKNOWN);
        assertRefused(deposits, new DepositFunds("johny.EUR", 1, "USD", null),
                () -> setOf(outside("USD", 0), wallet("johny.EUR", 0)), Reason.CURRENCY_MISMATCH);
        assertRefused(deposits, new DepositFunds("johny.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0), wallet("johny.EUR", 0, Wallet::close)), Reason.WALLET_CLOSED);
        assertRefused(deposits, new DepositFunds("johny.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0), wallet("johny.EUR", 0, wallet -> wallet.block(BlockMode.CREDIT))),
                Reason.WALLET_BLOCKED);
        assertRefused(deposits, new DepositFunds("johny.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0), wallet("johny.EUR", Long.MAX_VALUE)), Reason.BALANCE_LIMIT);
    }

    @Test
    void refusedWithdrawalsChangeNothing() {
        assertRefused(withdrawals, new WithdrawFunds("nobody.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0)), Reason.WALLET_UNKNOWN);
        assertRefused(withdrawals, new WithdrawFunds("johny.EUR", 1, "USD", null),
                () -> setOf(outside("USD", 0), wallet("johny.EUR", 1)), Reason.CURRENCY_MISMATCH);
        assertRefused(withdrawals, new WithdrawFunds("johny.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0), wallet("johny.EUR", 0, Wallet::close)), Reason.WALLET_CLOSED);
        assertRefused(withdrawals, new WithdrawFunds("johny.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", 0), wallet("johny.EUR", 1, wallet -> wallet.block(BlockMode.DEBIT))),
                Reason.WALLET_BLOCKED);
        assertRefused(withdrawals, new WithdrawFunds("johny.EUR", 2, "EUR", null),
                () -> setOf(outside("EUR", -1), wallet("johny.EUR", 1)), Reason.INSUFFICIENT_FUNDS);
        assertRefused(withdrawals, new WithdrawFunds("johny.EUR", 1, "EUR", null),
                () -> setOf(outside("EUR", Long.MAX_VALUE), wallet("johny.EUR", 1)), Reason.BALANCE_LIMIT);
    }
}

package org.ewallet.wallet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.ledger.Wallets.outside;
import static org.ewallet.wallet.ledger.Wallets.overdrawable;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.Optional;
import org.ewallet.contract.Reason;
import org.ewallet.contract.Require;
import org.ewallet.contract.wallet.BlockMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows when money may move between two wallets, each limit from both sides, and which reason comes first. */
class MovementRulesTest {

    private final Wallet source = wallet("johny.EUR", 100);
    private final Wallet target = wallet("mary.EUR", 0);

    @Test
    void allThatIsAvailableMayMoveButNoMore() {
        assertThat(reasonAgainst(source, target, 100)).isEmpty();
        assertThat(reasonAgainst(source, target, 101)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void anOverdraftMayBeUsedUpButNoMore() {
        Wallet overdrawable = overdrawable("johny.EUR", 100, 50);

        assertThat(reasonAgainst(overdrawable, target, 150)).isEmpty();
        assertThat(reasonAgainst(overdrawable, target, 151)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void anOverdrawnWalletMayGoOnToItsLimit() {
        Wallet overdrawn = overdrawable("johny.EUR", -30, 50);

        assertThat(reasonAgainst(overdrawn, target, 20)).isEmpty();
        assertThat(reasonAgainst(overdrawn, target, 21)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void whatIsHeldIsNotAvailable() {
        source.hold(40, null);

        assertThat(reasonAgainst(source, target, 60)).isEmpty();
        assertThat(reasonAgainst(source, target, 61)).contains(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void whatTheReceiverHoldsOrOwesDoesNotMatter() {
        Wallet overdrawn = overdrawable("mary.EUR", -50, 50);

        assertThat(reasonAgainst(source, overdrawn, 100)).isEmpty();
    }

    @Test
    void theOutsideWorldCanAlwaysPay() {
        assertThat(reasonAgainst(outside("EUR", 0), target, Require.MAX_AMOUNT_MINOR)).isEmpty();
        assertThat(reasonAgainst(outside("EUR", -1_000), target, Require.MAX_AMOUNT_MINOR)).isEmpty();
    }

    @Test
    void theBalanceOfTheOutsideWorldStaysWithin64Bits() {
        Wallet outside = outside("EUR", Long.MIN_VALUE + 100);

        assertThat(reasonAgainst(outside, target, 100)).isEmpty();
        assertThat(reasonAgainst(outside, target, 101)).contains(Reason.BALANCE_LIMIT);
        assertThat(reasonAgainst(source, outside("EUR", Long.MAX_VALUE - 100), 100)).isEmpty();
        assertThat(reasonAgainst(source, outside("EUR", Long.MAX_VALUE - 99), 100)).contains(Reason.BALANCE_LIMIT);
    }

    @Test
    void theBalanceOfAReceiverStaysWithin64Bits() {
        assertThat(reasonAgainst(source, wallet("mary.EUR", Long.MAX_VALUE - 100), 100)).isEmpty();
        assertThat(reasonAgainst(source, wallet("mary.EUR", Long.MAX_VALUE - 99), 100)).contains(Reason.BALANCE_LIMIT);
        assertThat(reasonAgainst(source, wallet("mary.EUR", Long.MAX_VALUE), 1)).contains(Reason.BALANCE_LIMIT);
    }

    @Test
    void whatAReceiverHasAvailableStaysWithin64BitsAsWell() {
        assertThat(reasonAgainst(source, overdrawable("mary.EUR", Long.MAX_VALUE - 150, 50), 100)).isEmpty();
        assertThat(reasonAgainst(source, overdrawable("mary.EUR", Long.MAX_VALUE - 149, 50), 100))
                .contains(Reason.BALANCE_LIMIT);
    }

    @Test
    void theLargestNumbersDoNotOverflow() {
        Wallet largest = overdrawable("mary.EUR", Long.MAX_VALUE - Require.MAX_AMOUNT_MINOR, Require.MAX_AMOUNT_MINOR);

        assertThat(largest.availableMinor()).isEqualTo(Long.MAX_VALUE);
        assertThat(reasonAgainst(largest, source, Require.MAX_AMOUNT_MINOR)).isEmpty();
        assertThat(reasonAgainst(source, largest, 1)).contains(Reason.BALANCE_LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"DEBIT, true, false", "CREDIT, false, true", "ALL, true, true"})
    void aBlockStopsWhatItsModeSays(BlockMode mode, boolean stopsPaying, boolean stopsReceiving) {
        Wallet blocked = wallet("johny.EUR", 100, wallet -> wallet.block(mode));

        assertThat(reasonAgainst(blocked, target, 100))
                .isEqualTo(stopsPaying ? Optional.of(Reason.WALLET_BLOCKED) : Optional.empty());
        assertThat(reasonAgainst(wallet("paul.EUR", 100), blocked, 100))
                .isEqualTo(stopsReceiving ? Optional.of(Reason.WALLET_BLOCKED) : Optional.empty());
    }

    @Test
    void aBanStopsEverything() {
        Wallet banned = wallet("johny.EUR", 100, Wallet::banOwner);

        assertThat(reasonAgainst(banned, target, 100)).contains(Reason.WALLET_BLOCKED);
        assertThat(reasonAgainst(wallet("paul.EUR", 100), banned, 100)).contains(Reason.WALLET_BLOCKED);
    }

    @ParameterizedTest
    @EnumSource(BlockMode.class)
    void aBanAndABlockLeaveEachOtherInPlace(BlockMode mode) {
        Wallet wallet = wallet("johny.EUR", 100, blocked -> blocked.block(mode), Wallet::banOwner);
        assertThat(wallet.effectiveBlockMode()).isEqualTo(BlockMode.ALL);

        wallet.reinstateOwner();
        assertThat(wallet.effectiveBlockMode()).isEqualTo(mode);

        wallet.banOwner();
        wallet.unblock();
        assertThat(wallet.effectiveBlockMode()).isEqualTo(BlockMode.ALL);
        assertThat(wallet.stopsDebits() && wallet.stopsCredits()).isTrue();
    }

    @Test
    void closedWalletsNeitherPayNorReceive() {
        Wallet closed = wallet("paul.EUR", 0, Wallet::close);

        Optional<Refusal> refusal = Optional.of(new Refusal(Reason.WALLET_CLOSED, "wallet paul.EUR is closed"));
        assertThat(MovementRules.refusalOf(closed, "paul.EUR", target, "mary.EUR", 1, "EUR")).isEqualTo(refusal);
        assertThat(MovementRules.refusalOf(source, "johny.EUR", closed, "paul.EUR", 1, "EUR")).isEqualTo(refusal);
    }

    @Test
    void aWalletDoesNotPayItself() {
        assertThat(reasonAgainst(source, source, 1)).contains(Reason.SAME_WALLET);
    }

    @Test
    void bothWalletsMustBeInTheCurrencyOfTheLetter() {
        Wallet dollars = wallet("paul.USD", 100);

        assertThat(reasonAgainst(source, dollars, 1)).contains(Reason.CURRENCY_MISMATCH);
        assertThat(reasonAgainst(dollars, target, 1)).contains(Reason.CURRENCY_MISMATCH);
        assertThat(reasonAgainst(dollars, wallet("mary.USD", 0), 1)).contains(Reason.CURRENCY_MISMATCH);
    }

    @Test
    void theRefusalNamesTheWalletThatIsMissing() {
        assertThat(MovementRules.refusalOf(null, "nobody.EUR", target, "mary.EUR", 1, "EUR"))
                .contains(new Refusal(Reason.WALLET_UNKNOWN, "there is no wallet nobody.EUR"));
        assertThat(MovementRules.refusalOf(source, "johny.EUR", null, "nobody.EUR", 1, "EUR"))
                .contains(new Refusal(Reason.WALLET_UNKNOWN, "there is no wallet nobody.EUR"));
    }

    @Test
    void theFirstReasonInTheOrderOfTheContractIsTheOneThatIsTold() {
        Wallet poor = wallet("johny.EUR", 0);
        Wallet full = wallet("mary.EUR", Long.MAX_VALUE);
        assertThat(reasonAgainst(poor, full, 1)).contains(Reason.INSUFFICIENT_FUNDS);

        full.block(BlockMode.CREDIT);
        assertThat(reasonAgainst(poor, full, 1)).contains(Reason.WALLET_BLOCKED);

        full.close();
        assertThat(reasonAgainst(poor, full, 1)).contains(Reason.WALLET_CLOSED);

        assertThat(reason(poor, "johny.EUR", full, "mary.EUR", "USD")).contains(Reason.CURRENCY_MISMATCH);

        assertThat(reason(full, "mary.EUR", full, "mary.EUR", "USD")).contains(Reason.SAME_WALLET);

        assertThat(reason(null, "mary.EUR", null, "mary.EUR", "USD")).contains(Reason.WALLET_UNKNOWN);
        assertThat(reason(full, "mary.EUR", null, "mary.EUR", "USD")).contains(Reason.WALLET_UNKNOWN);
    }

    private static Optional<Reason> reasonAgainst(Wallet source, Wallet target, long amountMinor) {
        return MovementRules.refusalOf(source, source.walletId(), target, target.walletId(), amountMinor, "EUR")
                .map(Refusal::reason);
    }

    private static Optional<Reason> reason(Wallet source, String sourceId, Wallet target, String targetId,
            String currency) {
        return MovementRules.refusalOf(source, sourceId, target, targetId, 1, currency).map(Refusal::reason);
    }
}

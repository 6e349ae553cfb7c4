package org.ewallet.wallet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.wallet.Letters.assertRefused;
import static org.ewallet.wallet.Letters.complete;
import static org.ewallet.wallet.Letters.letter;
import static org.ewallet.wallet.ledger.Wallets.entriesOf;
import static org.ewallet.wallet.ledger.Wallets.setOf;
import static org.ewallet.wallet.ledger.Wallets.wallet;

import java.util.Map;
import java.util.function.Supplier;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.BlockMode;
import org.ewallet.contract.wallet.ReverseTransfer;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.ewallet.contract.wallet.TransferReversed;
import org.ewallet.messaging.Decision;
import org.ewallet.wallet.ledger.Transfer;
import org.ewallet.wallet.ledger.Wallet;
import org.ewallet.wallet.ledger.WorkingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows how money moves between two wallets, and how it comes back, once. */
class TransferHandlersTest {

    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 100, "EUR", "lunch");
    private static final ReverseTransfer BACK = new ReverseTransfer("t1", "wrong person");
    private static final Transfer T1 = Transfer.of("t1", LUNCH);

    private final TransferFundsHandler transfers = new TransferFundsHandler();
    private final ReverseTransferHandler reversals = new ReverseTransferHandler();

    @Test
    void aTransferDebitsTheSourceAndCreditsTheTarget() {
        WorkingSet set = setOf(wallet("johny.EUR", 100), wallet("mary.EUR", 5));

        Decision decision = complete(transfers, letter("t1", LUNCH), set, "funds transferred", Map.of("transferId",
                "t1", "sourceWalletId", "johny.EUR", "targetWalletId", "mary.EUR", "amountMinor", 100L, "currency",
                "EUR"));

        assertThat(decision.events()).containsExactly(
                new TransferCompleted("t1", "johny.EUR", "johny", "mary.EUR", "mary", 100, "EUR", "lunch"));
        assertThat(entriesOf(set)).containsExactly(
                "TRANSFER johny.EUR -100 = 0 (mary.EUR, t1, lunch)",
                "TRANSFER mary.EUR +100 = 105 (johny.EUR, t1, lunch)");
    }

    @Test
    void refusedTransfersChangeNothing() {
        Supplier<WorkingSet> rich = () -> setOf(wallet("johny.EUR", 100), wallet("mary.EUR", 0));

        assertRefused(transfers, LUNCH, () -> setOf(wallet("johny.EUR", 100)), Reason.WALLET_UNKNOWN);
        assertRefused(transfers, LUNCH, () -> setOf(wallet("mary.EUR", 100)), Reason.WALLET_UNKNOWN);
        assertRefused(transfers, new TransferFunds("johny.EUR", "johny.EUR", 1, "EUR", null), rich, Reason.SAME_WALLET);
        assertRefused(transfers, new TransferFunds("johny.EUR", "mary.EUR", 1, "USD", null), rich,
                Reason.CURRENCY_MISMATCH);
        assertRefused(transfers, LUNCH, () -> setOf(wallet("johny.EUR", 100), wallet("mary.EUR", 0, Wallet::close)),
                Reason.WALLET_CLOSED);
        assertRefused(transfers, LUNCH, () -> setOf(wallet("johny.EUR", 100, Wallet::banOwner), wallet("mary.EUR", 0)),
                Reason.WALLET_BLOCKED);
        assertRefused(transfers, LUNCH, () -> setOf(wallet("johny.EUR", 99), wallet("mary.EUR", 0)),
                Reason.INSUFFICIENT_FUNDS);
        assertRefused(transfers, LUNCH, () -> setOf(wallet("johny.EUR", 100), wallet("mary.EUR", Long.MAX_VALUE)),
                Reason.BALANCE_LIMIT);
    }

    @Test
    void aReversalGivesTheWholeTransferBack() {
        WorkingSet set = withTransfer(wallet("johny.EUR", 7), wallet("mary.EUR", 100));

        Decision decision = complete(reversals, letter("r1", BACK), set, "transfer reversed",
                Map.of("transferId", "t1"));

        assertThat(decision.events()).containsExactly(new TransferReversed("t1", "johny.EUR", "johny", "mary.EUR",
                "mary", 100, "EUR", "wrong person"));
        assertThat(entriesOf(set)).containsExactly(
                "REVERSAL mary.EUR -100 = 0 (johny.EUR, r1, wrong person)",
                "REVERSAL johny.EUR +100 = 107 (mary.EUR, r1, wrong person)");
        assertThat(set.isReversed("t1")).isTrue();
    }

    @Test
    void aTransferOfTheSameBatchMayBeReversedOnce() {
        WorkingSet set = setOf(wallet("johny.EUR", 100), wallet("mary.EUR", 0));
        transfers.handle(letter("t1", LUNCH), set);

        assertThat(reasonOf(reversals.handle(letter("r1", BACK), set))).isNull();
        assertThat(reasonOf(reversals.handle(letter("r2", BACK), set))).isEqualTo(Reason.ALREADY_REVERSED);

        assertThat(set.wallet("johny.EUR").balanceMinor()).isEqualTo(100);
        assertThat(set.wallet("mary.EUR").balanceMinor()).isZero();
    }

    @Test
    void neitherARefusedTransferNorAReversalCanBeReversed() {
        WorkingSet set = withTransfer(wallet("johny.EUR", 0), wallet("mary.EUR", 100));
        transfers.handle(letter("t2", LUNCH), set);
        reversals.handle(letter("r1", BACK), set);

        assertThat(reasonOf(reversals.handle(letter("r2", new ReverseTransfer("t2", null)), set)))
                .isEqualTo(Reason.TRANSFER_UNKNOWN);
        assertThat(reasonOf(reversals.handle(letter("r3", new ReverseTransfer("r1", null)), set)))
                .isEqualTo(Reason.TRANSFER_UNKNOWN);
    }

    @Test
    void refusedReversalsChangeNothing() {
        assertRefused(reversals, BACK, () -> setOf(wallet("johny.EUR", 0), wallet("mary.EUR", 100)),
                Reason.TRANSFER_UNKNOWN);
        assertRefused(reversals, BACK, () -> withTransfer(wallet("johny.EUR", 0, Wallet::close),
                wallet("mary.EUR", 100)), Reason.WALLET_CLOSED);
        assertRefused(reversals, BACK, () -> withTransfer(wallet("johny.EUR", 0), wallet("mary.EUR", 0, Wallet::close)),
                Reason.WALLET_CLOSED);
        assertRefused(reversals, BACK, () -> withTransfer(wallet("johny.EUR", 0), wallet("mary.EUR", 99)),
                Reason.INSUFFICIENT_FUNDS);
        assertRefused(reversals, BACK, () -> withTransfer(wallet("johny.EUR", Long.MAX_VALUE),
                wallet("mary.EUR", 100)), Reason.BALANCE_LIMIT);
        assertRefused(reversals, BACK, () -> reversed(wallet("johny.EUR", 0), wallet("mary.EUR", 100)),
                Reason.ALREADY_REVERSED);
    }

    @ParameterizedTest
    @CsvSource({"DEBIT, false, true", "CREDIT, true, false", "ALL, true, true"})
    void aReversalIsAMovementFromTheReceiverToThePayer(BlockMode mode, boolean stopsPayer, boolean stopsReceiver) {
        WorkingSet payerBlocked = withTransfer(wallet("johny.EUR", 0, wallet -> wallet.block(mode)),
                wallet("mary.EUR", 100));
        WorkingSet receiverBlocked = withTransfer(wallet("johny.EUR", 0),
                wallet("mary.EUR", 100, wallet -> wallet.block(mode)));

        assertThat(reasonOf(reversals.handle(letter("r1", BACK), payerBlocked)))
                .isEqualTo(stopsPayer ? Reason.WALLET_BLOCKED : null);
        assertThat(reasonOf(reversals.handle(letter("r1", BACK), receiverBlocked)))
                .isEqualTo(stopsReceiver ? Reason.WALLET_BLOCKED : null);
    }

    @Test
    void theFirstReasonAgainstAReversalIsTheOneThatIsTold() {
        Wallet full = wallet("johny.EUR", Long.MAX_VALUE);
        Wallet poor = wallet("mary.EUR", 99);
        WorkingSet set = withTransfer(full, poor);
        assertThat(reasonOf(reversals.handle(letter("r1", BACK), set))).isEqualTo(Reason.INSUFFICIENT_FUNDS);

        set.reverse("t1", "r0");
        assertThat(reasonOf(reversals.handle(letter("r1", BACK), set))).isEqualTo(Reason.ALREADY_REVERSED);

        poor.banOwner();
        assertThat(reasonOf(reversals.handle(letter("r1", BACK), set))).isEqualTo(Reason.WALLET_BLOCKED);

        full.close();
        assertThat(reasonOf(reversals.handle(letter("r1", BACK), set))).isEqualTo(Reason.WALLET_CLOSED);

        assertThat(reasonOf(reversals.handle(letter("r1", BACK), setOf(full, poor))))
                .isEqualTo(Reason.TRANSFER_UNKNOWN);
    }

    private static WorkingSet withTransfer(Wallet... wallets) {
        WorkingSet set = setOf(wallets);
        set.add(T1);
        return set;
    }

    private static WorkingSet reversed(Wallet... wallets) {
        WorkingSet set = withTransfer(wallets);
        set.reverse("t1", "r0");
        return set;
    }

    private static Reason reasonOf(Decision decision) {
        return decision.outcome().reason();
    }
}

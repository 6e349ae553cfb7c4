package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.Test;

/** Shows the two answers a command can get, as the caller reads them. */
class OutcomeTest {

    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    @Test
    void completedOutcomeTellsWhatWasMadeAndHasNoReason() {
        assertThat(Codec.write(Outcome.completed("t-1", TransferFunds.class, NOW, "done", Map.of("transferId", "t-1"))))
                .isEqualTo("{\"commandId\":\"t-1\",\"type\":\"TransferFunds\",\"status\":\"COMPLETED\",\"reason\":null,"
                        + "\"detail\":\"done\",\"completedAt\":\"2030-01-31T12:00:00Z\","
                        + "\"result\":{\"transferId\":\"t-1\"}}");
    }

    @Test
    void rejectedOutcomeTellsTheReasonAndMadeNothing() {
        assertThat(Codec.write(Outcome.rejected("t-1", TransferFunds.class, NOW, Reason.SAME_WALLET, "no")))
                .isEqualTo("{\"commandId\":\"t-1\",\"type\":\"TransferFunds\",\"status\":\"REJECTED\","
                        + "\"reason\":\"SAME_WALLET\",\"detail\":\"no\",\"completedAt\":\"2030-01-31T12:00:00Z\","
                        + "\"result\":{}}");
    }

    @Test
    void reasonsAreDeclaredInTheirOrderOfPrecedence() {
        assertThat(Reason.values()).extracting(Reason::name).containsExactly("NOT_ALLOWED", "WALLET_UNKNOWN",
                "HOLD_UNKNOWN", "TRANSFER_UNKNOWN", "PERSON_UNKNOWN", "ALREADY_EXISTS", "SAME_WALLET", "CURRENCY_MISMATCH",
                "WALLET_CLOSED", "WALLET_BLOCKED", "WALLET_NOT_EMPTY", "HOLD_CLOSED", "HOLD_EXPIRED",
                "ALREADY_REVERSED", "AMOUNT_EXCEEDS_HOLD", "INSUFFICIENT_FUNDS", "BALANCE_LIMIT");
    }
}

package org.ewallet.contract.wallet;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.ewallet.contract.Require;

/**
 * Turns a hold, or a part of it, into a movement to the hold's target.
 *
 * @param holdId the hold
 * @param amountMinor minor units, 1 to 10^15; optional, all that is left
 * @param isFinal JSON {@code final}: whether what is left afterwards is released; optional, true
 */
public record CaptureHold(String holdId, Long amountMinor, @JsonProperty("final") Boolean isFinal)
        implements WalletCommand {

    public CaptureHold {
        Require.id("holdId", holdId);
        if (amountMinor != null) {
            Require.amount("amountMinor", amountMinor);
        }
        isFinal = isFinal == null || isFinal;
    }
}

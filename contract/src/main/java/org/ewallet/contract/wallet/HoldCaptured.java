package org.ewallet.contract.wallet;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.ewallet.contract.Require;

/**
 * A hold, or a part of it, became a movement.
 *
 * @param amountMinor what moved now, minor units
 * @param capturedMinor what has moved in all, minor units
 * @param isFinal whether the hold is closed by this
 */
public record HoldCaptured(String holdId, String walletId, String ownerId, String targetWalletId, long amountMinor,
        long capturedMinor, String currency, @JsonProperty("final") boolean isFinal) implements WalletEvent {

    public HoldCaptured {
        Require.id("holdId", holdId);
        Require.id("walletId", walletId);
        Require.id("ownerId", ownerId);
        Require.id("targetWalletId", targetWalletId);
        Require.amount("amountMinor", amountMinor);
        Require.amount("capturedMinor", capturedMinor);
        Require.currency("currency", currency);
    }
}

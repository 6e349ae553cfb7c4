package org.ewallet.contract.wallet;

import java.time.Instant;

/**
 * A hold as it stands. Amounts in minor units.
 *
 * @param amountMinor what was reserved at first
 * @param capturedMinor what was captured so far
 * @param expiresAt may be null: never
 */
public record HoldView(String holdId, String targetWalletId, long amountMinor, long capturedMinor, Status status,
        Instant expiresAt) {

    public enum Status {
        OPEN, CAPTURED, RELEASED, EXPIRED
    }
}

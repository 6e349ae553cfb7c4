package org.ewallet.contract.wallet;

import java.time.Instant;

/**
 * A wallet's balance at an instant. Amounts in minor units.
 *
 * @param heldMinor reserved by holds that were open at that instant
 * @param availableMinor balance - held + overdraft limit
 * @param asOf the instant
 */
public record BalanceView(String walletId, String currency, long balanceMinor, long heldMinor, long availableMinor,
        Instant asOf) {
}

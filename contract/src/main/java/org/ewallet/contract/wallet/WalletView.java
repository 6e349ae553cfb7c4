package org.ewallet.contract.wallet;

import java.time.Instant;

/**
 * A wallet as it stands. Amounts in minor units.
 *
 * @param blockMode what is stopped; null unless blocked
 * @param heldMinor reserved by open holds that have not expired
 * @param availableMinor balance - held + overdraft limit
 */
public record WalletView(String walletId, String ownerId, String currency, Status status, BlockMode blockMode,
        long balanceMinor, long heldMinor, long availableMinor, long overdraftLimitMinor, Instant openedAt) {

    public enum Status {
        OPEN, BLOCKED, CLOSED
    }

    /**
     * Its balance alone.
     *
     * @param asOf when the wallet was as it is here
     */
    public BalanceView balance(Instant asOf) {
        return new BalanceView(walletId, currency, balanceMinor, heldMinor, availableMinor, asOf);
    }
}

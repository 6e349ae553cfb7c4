package org.ewallet.wallet.hold;

import java.time.Clock;
import org.ewallet.wallet.WalletDatabase;

/** Does what the timer does whenever it looks, without a container and without anybody to tell. */
public final class ExpiryTimer {

    private ExpiryTimer() {
    }

    public static void tick(WalletDatabase database, Clock clock) {
        database.inTransaction(ledger -> {
            ExpiredHolds expiredHolds = new ExpiredHolds(database.dataSource(), ledger, clock);
            return expiredHolds.closeQuietly(expiredHolds.due());
        });
    }
}

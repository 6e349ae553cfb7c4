package org.ewallet.notification;

import java.time.Clock;
import java.util.logging.Logger;

/** Stores the delivery receipts of one provider. */
final class Receipts implements ReceiptListener {

    private static final Logger LOG = Logger.getLogger(Receipts.class.getName());

    private final Transactions transactions;
    private final String provider;
    private final Clock clock;

    Receipts(Transactions transactions, String provider, Clock clock) {
        this.transactions = transactions;
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    public void received(String messageId, String state) {
        boolean known = transactions.call(connection ->
                new NotificationStore(connection).keepReceipt(provider, messageId, state, clock.instant()));
        if (!known) {
            LOG.info(() -> "provider " + provider + " told " + state + " of message " + messageId
                    + ", which this service did not hand over, or has not recorded yet");
        }
    }
}

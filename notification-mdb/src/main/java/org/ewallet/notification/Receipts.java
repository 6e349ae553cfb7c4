package org.ewallet.notification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Logger;

/**
 * Stores delivery receipts, those that come together in one transaction. In a thread of the container: those of a
 * provider's library, in which receipts come in, can have no transactions of it.
 */
final class Receipts implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Receipts.class.getName());
    private static final Receipt LAST = new Receipt(null, null, null, null);

    private final Transactions transactions;
    private final Clock clock;
    private final BlockingQueue<Receipt> waiting = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /**
     * A receipt that waits to be stored.
     *
     * @param stored tells the one who brought it
     */
    private record Receipt(String provider, String messageId, String state, CompletableFuture<Void> stored) {
    }

    Receipts(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What takes the receipts of one provider. */
    ReceiptListener of(String provider) {
        return (messageId, state) -> {
            if (closed) {
                throw new IllegalStateException("the service ends");
            }
            CompletableFuture<Void> stored = new CompletableFuture<>();
            waiting.add(new Receipt(provider, messageId, state, stored));
            stored.join();
        };
    }

    /** The work of one thread. */
    void storeUntilClosed() {
        try {
            boolean last;
            do {
                List<Receipt> receipts = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(receipts);
                last = receipts.remove(LAST);
                store(receipts);
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        waiting.add(LAST);
    }

    private void store(List<Receipt> receipts) {
        List<Receipt> unknown = new ArrayList<>();
        try {
            transactions.call(connection -> {
                NotificationStore store = new NotificationStore(connection);
                for (Receipt one : receipts) {
                    if (!store.keepReceipt(one.provider(), one.messageId(), one.state(), clock.instant())) {
                        unknown.add(one);
                    }
                }
                return null;
            });
        } catch (RuntimeException | Error e) {
            receipts.forEach(receipt -> receipt.stored().completeExceptionally(e));
            return;
        }
        receipts.forEach(receipt -> receipt.stored().complete(null));
        unknown.forEach(one -> LOG.info(() -> "provider " + one.provider() + " told " + one.state() + " of message "
                + one.messageId() + ", which this service did not hand over, or has not recorded yet"));
    }
}

package org.ewallet.broker;

import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.apache.activemq.artemis.utils.CompositeAddress;

/**
 * Puts an empty, durable receipt into {@code <box>.accepted} for every letter that the broker accepts into a box: in
 * the same transaction, so that there is a receipt exactly if there is a letter, whatever is killed in between. What
 * the service itself sends into its box, to be delivered again later, was accepted before and gets no receipt.
 *
 * <p>Refuses letters of more than {@value #MOST_BYTES} bytes, and compressed ones, of which nobody knows how large they are:
 * whoever read or looked at them would have all of it in memory.
 *
 * <p>Each property of the plugin is a box: its key is the address, its value the user of the service that reads it.
 */
public final class Receipts implements ActiveMQServerPlugin {

    private static final String SUFFIX = ".accepted";
    private static final int SIZE_BYTES = 64;
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private Map<String, String> readers = Map.of();
    private ActiveMQServer server;

    @Override
    public void init(Map<String, String> properties) {
        readers = Map.copyOf(properties);
    }

    @Override
    public void registered(ActiveMQServer registeredAt) {
        server = registeredAt;
    }

    @Override
    public void beforeMessageRoute(Message letter, RoutingContext context, boolean direct, boolean rejectDuplicates)
            throws ActiveMQException {
        String box = CompositeAddress.extractAddressName(letter.getAddress());
        String reader = box == null ? null : readers.get(box);
        if (reader == null || context.getQueueCount() == 0 || reader.equals(letter.getValidatedUserID())) {
            return;
        }
        requireModest(letter);
        // A letter sent outside of a transaction is two records in the journal, and a receipt two more.
        if (context.getTransaction() == null) {
            context.setTransaction(new LetterWithReceipt(letter, server.getStorageManager()));
        }
        try {
            server.getPostOffice().route(receiptFor(box), context.getTransaction(), false);
        } catch (Exception e) {
            onMessageRouteException(letter, context, direct, rejectDuplicates, e);
            throw failed("cannot make the receipt of a letter to " + box, e);
        }
    }

    @Override
    public void afterMessageRoute(Message letter, RoutingContext context, boolean direct, boolean rejectDuplicates,
            RoutingStatus result) throws ActiveMQException {
        if (context.getTransaction() instanceof LetterWithReceipt transaction && transaction.letter == letter) {
            context.setTransaction(null);
            try {
                transaction.commit();
            } catch (Exception e) {
                throw failed("cannot store a letter with its receipt", e);
            }
        }
    }

    @Override
    public void onMessageRouteException(Message letter, RoutingContext context, boolean direct,
            boolean rejectDuplicates, Exception cause) throws ActiveMQException {
        if (context.getTransaction() instanceof LetterWithReceipt transaction && transaction.letter == letter) {
            context.setTransaction(null);
            try {
                transaction.rollback();
            } catch (Exception e) {
                e.addSuppressed(cause);
                throw failed("cannot undo a letter that could not be stored", e);
            }
        }
    }

    private static void requireModest(Message letter) throws ActiveMQException {
        if (letter.getWholeMessageSize() <= MOST_BYTES && letter.getObjectProperty(Message.HDR_LARGE_COMPRESSED) == null) {
            return;
        }
        if (letter instanceof LargeServerMessage large) {
            try {
                large.deleteFile();
            } catch (Exception e) {
                throw failed("cannot delete a letter that is too large", e);
            }
        }
        throw new ActiveMQIllegalStateException("a letter has at most " + MOST_BYTES + " bytes and is not compressed");
    }

    private Message receiptFor(String box) {
        CoreMessage receipt = new CoreMessage(server.getStorageManager().generateID(), SIZE_BYTES);
        receipt.setAddress(box + SUFFIX);
        receipt.setRoutingType(RoutingType.ANYCAST);
        // Also if the letter is not: one that is lost when the broker stops is missing, and that is to be seen.
        receipt.setDurable(true);
        return receipt;
    }

    private static ActiveMQException failed(String what, Exception cause) {
        ActiveMQException failed = new ActiveMQIllegalStateException(what + ": " + cause.getMessage());
        failed.initCause(cause);
        return failed;
    }

    /** The transaction of a letter whose sender has none. It ends with the routing of the letter, not of the receipt. */
    private static final class LetterWithReceipt extends TransactionImpl {

        private final Message letter;

        LetterWithReceipt(Message letter, StorageManager storage) {
            super(storage);
            this.letter = letter;
        }
    }
}

package org.ewallet.notification.sms;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.notification.ReceiptListener;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter.Message_state;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.InvalidDeliveryReceiptException;

/** Takes delivery receipts from a message centre. A receipt is acknowledged when it is stored; else it comes again. */
final class DeliveryReceipts implements MessageReceiverListener {

    private static final Logger LOG = Logger.getLogger(DeliveryReceipts.class.getName());

    private final ReceiptListener listener;

    DeliveryReceipts(ReceiptListener listener) {
        this.listener = listener;
    }

    /** What a receipt says; in the optional parameters of SMPP 3.4 or, as most message centres have it, in the text. */
    private record Receipt(String messageId, MessageState state) {

        static Receipt of(DeliverSm message) throws InvalidDeliveryReceiptException {
            Receipted_message_id id = message.getOptionalParameter(Receipted_message_id.class);
            Message_state state = message.getOptionalParameter(Message_state.class);
            if (id != null && state != null) {
                return new Receipt(id.getValueAsString(), MessageState.valueOf(state.getValue()));
            }
            org.jsmpp.bean.DeliveryReceipt text = message.getShortMessageAsDeliveryReceipt();
            return new Receipt(id == null ? text.getId() : id.getValueAsString(), state(text.getFinalStatus()));
        }

        private static MessageState state(DeliveryReceiptState word) {
            return switch (word) {
                case ENROUTE -> MessageState.ENROUTE;
                case DELIVRD -> MessageState.DELIVERED;
                case EXPIRED -> MessageState.EXPIRED;
                case DELETED -> MessageState.DELETED;
                case UNDELIV -> MessageState.UNDELIVERABLE;
                case ACCEPTD -> MessageState.ACCEPTED;
                case UNKNOWN -> MessageState.UNKNOWN;
                case REJECTD -> MessageState.REJECTED;
            };
        }

        boolean isFinal() {
            return state != MessageState.SCHEDULED && state != MessageState.ENROUTE;
        }
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        Optional<Receipt> receipt = receipt(message);
        if (receipt.isEmpty() || !receipt.get().isFinal()) {
            return;
        }
        try {
            listener.received(receipt.get().messageId(), receipt.get().state().name());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "the receipt of SMS " + receipt.get().messageId()
                    + " is not stored; the message centre is asked to send it again");
            throw new ProcessRequestException("not stored, please repeat", SMPPConstant.STAT_ESME_RX_T_APPN, e);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.fine("an alert_notification is ignored");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("only deliver_sm is expected", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    /** Empty for what is no receipt, or none that can be read: sending it again would change nothing. */
    private static Optional<Receipt> receipt(DeliverSm message) {
        if (!message.isSmscDeliveryReceipt()) {
            LOG.info("an SMS came in; nobody reads it");
            return Optional.empty();
        }
        try {
            return Optional.of(Receipt.of(message));
        } catch (InvalidDeliveryReceiptException | RuntimeException e) {
            LOG.log(Level.WARNING, "a delivery receipt cannot be read", e);
            return Optional.empty();
        }
    }
}

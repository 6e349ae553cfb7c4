package org.ewallet.cli.mailbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/**
 * Tells the senders who asked for it that their message was delivered: one second after it was taken. Whose session has
 * ended by then is not told.
 */
final class SmsReceipts implements AutoCloseable {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    void taken(SubmitSm message, String messageId, SMPPServerSession session) {
        boolean wanted = SMSCDeliveryReceipt.SUCCESS_FAILURE.containedIn(message.getRegisteredDelivery());
        if (wanted && session.getSessionState().isReceivable()) {
            later.schedule(() -> tell(message, messageId, session), 1, TimeUnit.SECONDS);
        }
    }

    private static void tell(SubmitSm message, String messageId, SMPPServerSession session) {
        if (!session.getSessionState().isReceivable()) {
            return;
        }
        String minute = MINUTE.format(Instant.now());
        String receipt = "id:" + messageId + " sub:001 dlvrd:001 submit date:" + minute + " done date:" + minute
                + " stat:DELIVRD err:000 text:";
        try {
            session.deliverShortMessage("", TypeOfNumber.valueOf(message.getDestAddrTon()),
                    NumberingPlanIndicator.valueOf(message.getDestAddrNpi()), message.getDestAddress(),
                    TypeOfNumber.valueOf(message.getSourceAddrTon()),
                    NumberingPlanIndicator.valueOf(message.getSourceAddrNpi()), message.getSourceAddr(),
                    new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                    (byte) 0, (byte) 0, new RegisteredDelivery(), new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                    receipt.getBytes(StandardCharsets.US_ASCII));
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | NegativeResponseException
                | IOException e) {
            System.err.println("SMS centre: a receipt was not taken: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}

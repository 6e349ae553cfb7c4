package org.ewallet.notification.sms;

import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDCS;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTADR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTNPI;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTTON;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVEXPIRY;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVMSGLEN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RPROHIBITED;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_P_APPN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_R_APPN;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.ReceiptListener;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.Sender;
import org.ewallet.notification.sms.SmppSettings.LongTexts;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Hands SMS to a message centre. */
final class SmppSender implements Sender {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ENQUIRE_LINK_EVERY = Duration.ofSeconds(30);

    /** Enough that receipts which wait for the database do not keep answers waiting. */
    private static final int PDU_THREADS = 10;

    private static final int REFERENCE_MASK = 0xFF;

    /** These will be answered again, however often we ask; all others may pass. */
    private static final Set<Integer> PERMANENT = Set.of(STAT_ESME_RINVDSTADR, STAT_ESME_RINVDSTTON,
            STAT_ESME_RINVDSTNPI, STAT_ESME_RINVMSGLEN, STAT_ESME_RINVDCS, STAT_ESME_RINVEXPIRY, STAT_ESME_RPROHIBITED,
            STAT_ESME_RX_P_APPN, STAT_ESME_RX_R_APPN);

    /** SMPP 3.4, 7.1.1: in UTC, with tenths of seconds. */
    private static final DateTimeFormatter ABSOLUTE_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'000+'").withZone(ZoneOffset.UTC);

    private final SmppSettings settings;
    private final DeliveryReceipts receipts;
    private final Semaphore window;
    private final AtomicInteger failedBinds = new AtomicInteger();
    private IOException whyBindFailed;
    private SMPPSession session;

    SmppSender(SmppSettings settings, ReceiptListener receipts) {
        this.settings = settings;
        this.receipts = new DeliveryReceipts(receipts);
        this.window = new Semaphore(settings.window());
    }

    @Override
    public SendResult send(Outgoing message) {
        SmsText text = SmsText.of(message.text());
        List<byte[]> parts = text.fitsOneMessage() || settings.longTexts() == LongTexts.PAYLOAD
                ? List.of(text.octets()) : text.parts(reference(message));
        List<String> taken = new ArrayList<>();
        for (byte[] part : parts) {
            SendResult result = sendPart(message, text, part, parts.size() > 1);
            if (result.status() != SendResult.Status.SENT) {
                return taken.isEmpty() ? result : begun(taken, parts.size(), result);
            }
            taken.addAll(result.messageIds());
        }
        return SendResult.sent("taken as " + String.join(", ", taken)).as(taken);
    }

    /** Says goodbye to the message centre. */
    @Override
    public synchronized void close() {
        if (session != null) {
            session.unbindAndClose();
            session = null;
        }
    }

    /** The same for the same notification, so that parts that are sent again find those that went out before. */
    private static int reference(Outgoing message) {
        return message.notificationId().hashCode() & REFERENCE_MASK;
    }

    /**
     * The result if a part was not taken, but those before it. If it is refused for good, the text as a whole will
     * never arrive. Otherwise it may be sent again, but it is not true any more that surely nothing was sent.
     */
    private static SendResult begun(List<String> taken, int parts, SendResult result) {
        String detail = "part " + (taken.size() + 1) + " of " + parts + ": " + result.detail()
                + "; those before were taken";
        return (result.status() == SendResult.Status.REFUSED ? SendResult.refused(detail) : SendResult.unknown(detail))
                .as(taken);
    }

    private SendResult sendPart(Outgoing message, SmsText text, byte[] octets, boolean oneOfSeveral) {
        boolean admitted = false;
        try {
            admitted = window.tryAcquire(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!admitted) {
                return SendResult.failed("the message centre leaves " + settings.window() + " messages unanswered");
            }
            SMPPSession bound;
            try {
                bound = session();
            } catch (IOException e) {
                return SendResult.failed("no session with the message centre " + settings + ": " + e.getMessage());
            }
            String id = submit(bound, message, text, octets, oneOfSeveral);
            return SendResult.sent("").as(List.of(id));
        } catch (PDUException e) {
            return SendResult.refused("no SMS can be made of it: " + e.getMessage());
        } catch (NegativeResponseException e) {
            String answer = String.format("the message centre answered 0x%08X", e.getCommandStatus());
            return PERMANENT.contains(e.getCommandStatus()) ? SendResult.refused(answer) : SendResult.failed(answer);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            return SendResult.unknown("no answer of the message centre: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SendResult.failed("the service ends");
        } finally {
            if (admitted) {
                window.release();
            }
        }
    }

    /** Who waited while another thread failed to bind has failed as well: timeouts must not add up. */
    private SMPPSession session() throws IOException {
        int failedBefore = failedBinds.get();
        synchronized (this) {
            if (session != null && session.getSessionState().isTransmittable()) {
                return session;
            }
            if (failedBinds.get() != failedBefore) {
                throw whyBindFailed;
            }
            try {
                session = bind();
                return session;
            } catch (IOException e) {
                whyBindFailed = e;
                failedBinds.incrementAndGet();
                throw e;
            }
        }
    }

    private SMPPSession bind() throws IOException {
        SMPPSession fresh = new SMPPSession(this::connect);
        fresh.setTransactionTimer(settings.answerTimeout().toMillis());
        fresh.setEnquireLinkTimer((int) ENQUIRE_LINK_EVERY.toMillis());
        fresh.setPduProcessorDegree(PDU_THREADS);
        fresh.setMessageReceiverListener(receipts);
        try {
            fresh.connectAndBind(settings.host(), settings.port(), new BindParameter(
                    settings.receipts() ? BindType.BIND_TRX : BindType.BIND_TX,
                    settings.systemId(), settings.password(), "", TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN, null),
                    settings.answerTimeout().toMillis());
            return fresh;
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    private String submit(SMPPSession bound, Outgoing message, SmsText text, byte[] octets, boolean oneOfSeveral)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
            IOException {
        boolean inPayload = !oneOfSeveral && !text.fitsOneMessage();
        OptionalParameter[] payload = inPayload
                ? new OptionalParameter[] {new OptionalParameter.Message_payload(octets)} : new OptionalParameter[0];
        ESMClass type = oneOfSeveral
                ? new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI) : new ESMClass();
        return bound.submitShortMessage("", sourceType(), NumberingPlanIndicator.UNKNOWN,
                withoutPlus(settings.source()), TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN,
                withoutPlus(message.to()), type, (byte) 0, (byte) 0, null, validity(message.expiresAt()),
                new RegisteredDelivery(settings.receipts() ? SMSCDeliveryReceipt.SUCCESS_FAILURE
                        : SMSCDeliveryReceipt.DEFAULT), (byte) 0,
                new GeneralDataCoding(text.alphabet()), (byte) 0, inPayload ? new byte[0] : octets, payload)
                .getMessageId();
    }

    private TypeOfNumber sourceType() {
        return settings.source().startsWith("+") ? TypeOfNumber.INTERNATIONAL : TypeOfNumber.ALPHANUMERIC;
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static String validity(Instant expiresAt) {
        return expiresAt == null ? null : ABSOLUTE_TIME.format(expiresAt);
    }

    private Connection connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
            return new SocketConnection(settings.tls() ? encrypted(socket, host, port) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket socket, String host, int port) throws IOException {
        SSLSocket encrypted = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        // The name of this algorithm means: the certificate must be for the host.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.setSoTimeout((int) settings.answerTimeout().toMillis());
        encrypted.startHandshake();
        return encrypted;
    }
}

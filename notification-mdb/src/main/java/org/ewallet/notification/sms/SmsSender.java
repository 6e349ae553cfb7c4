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

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.Sender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Hands SMS to a message centre. */
@Dependent
public class SmsSender implements Sender {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ENQUIRE_LINK_EVERY = Duration.ofSeconds(30);

    /** These will be answered again, however often we ask; all others may pass. */
    private static final Set<Integer> PERMANENT = Set.of(STAT_ESME_RINVDSTADR, STAT_ESME_RINVDSTTON,
            STAT_ESME_RINVDSTNPI, STAT_ESME_RINVMSGLEN, STAT_ESME_RINVDCS, STAT_ESME_RINVEXPIRY, STAT_ESME_RPROHIBITED,
            STAT_ESME_RX_P_APPN, STAT_ESME_RX_R_APPN);

    /** SMPP 3.4, 7.1.1: in UTC, with tenths of seconds. */
    private static final DateTimeFormatter ABSOLUTE_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'000+'").withZone(ZoneOffset.UTC);

    private final SmppSettings settings;
    private final Duration answerTimeout;
    private SMPPSession session;

    @Inject
    SmsSender(Config config) {
        this(SmppSettings.of(config), ANSWER_TIMEOUT);
    }

    /**
     * @param answerTimeout how long to wait for each answer of the message centre
     */
    SmsSender(SmppSettings settings, Duration answerTimeout) {
        this.settings = settings;
        this.answerTimeout = answerTimeout;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public SendResult send(Outgoing message) {
        SMPPSession bound;
        try {
            bound = session();
        } catch (IOException e) {
            return SendResult.failed("no session with the message centre " + settings + ": " + e.getMessage());
        }
        try {
            return SendResult.sent("taken as " + submit(bound, message));
        } catch (PDUException e) {
            return SendResult.refused("no SMS can be made of it: " + e.getMessage());
        } catch (NegativeResponseException e) {
            String answer = String.format("the message centre answered 0x%08X", e.getCommandStatus());
            return PERMANENT.contains(e.getCommandStatus()) ? SendResult.refused(answer) : SendResult.failed(answer);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            return SendResult.unknown("no answer of the message centre: " + e);
        }
    }

    /** Says goodbye to the message centre. */
    @PreDestroy
    synchronized void close() {
        if (session != null) {
            session.unbindAndClose();
            session = null;
        }
    }

    private synchronized SMPPSession session() throws IOException {
        if (session != null && session.getSessionState().isTransmittable()) {
            return session;
        }
        SMPPSession fresh = new SMPPSession(SmsSender::connect);
        fresh.setTransactionTimer(answerTimeout.toMillis());
        fresh.setEnquireLinkTimer((int) ENQUIRE_LINK_EVERY.toMillis());
        try {
            fresh.connectAndBind(settings.host(), settings.port(), new BindParameter(BindType.BIND_TX,
                    settings.systemId(), settings.password(), "", TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN, null),
                    answerTimeout.toMillis());
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        session = fresh;
        return fresh;
    }

    private String submit(SMPPSession bound, Outgoing message) throws PDUException, ResponseTimeoutException,
            InvalidResponseException, NegativeResponseException, IOException {
        SmsText text = SmsText.of(message.text());
        boolean fits = text.fitsOneMessage();
        OptionalParameter[] payload = fits ? new OptionalParameter[0]
                : new OptionalParameter[] {new OptionalParameter.Message_payload(text.octets())};
        return bound.submitShortMessage("", sourceType(), NumberingPlanIndicator.UNKNOWN,
                withoutPlus(settings.source()), TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN,
                withoutPlus(message.to()), new ESMClass(), (byte) 0, (byte) 0, null,
                validity(message.expiresAt()), new RegisteredDelivery(), (byte) 0,
                new GeneralDataCoding(text.alphabet()), (byte) 0, fits ? text.octets() : new byte[0], payload)
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

    private static Connection connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
            return new SocketConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}

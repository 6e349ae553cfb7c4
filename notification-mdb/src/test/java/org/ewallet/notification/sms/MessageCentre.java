package org.ewallet.notification.sms;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** A message centre of jSMPP that keeps what it gets. */
final class MessageCentre implements ServerMessageReceiverListener, AutoCloseable {

    static final String PASSWORD = "secret";

    /** How many messages of a session it works on at once. */
    private static final int MOST_AT_ONCE = 50;

    /** Decides on a message: returns to take it, throws to refuse it. */
    @FunctionalInterface
    interface Decision {

        void on(SubmitSm message) throws ProcessRequestException;
    }

    private final SMPPServerSessionListener listener;
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
    private final List<BindType> bindTypes = new CopyOnWriteArrayList<>();
    private volatile Decision decision = message -> { };
    private final Thread server;
    private volatile boolean closed;

    MessageCentre() throws IOException {
        this(freePort());
    }

    MessageCentre(int port) throws IOException {
        listener = new SMPPServerSessionListener(port);
        listener.setMessageReceiverListener(this);
        listener.setPduProcessorDegree(MOST_AT_ONCE);
        server = new Thread(this::serve, "message-centre");
        server.setDaemon(true);
        server.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return listener.getPort();
    }

    List<SubmitSm> taken() {
        return taken;
    }

    /** How many sessions were ever opened. */
    int sessions() {
        return sessions.size();
    }

    void decides(Decision newDecision) {
        decision = newDecision;
    }

    List<BindType> bindTypes() {
        return bindTypes;
    }

    /** Sends a receipt on the latest session; returns the status of the answer. */
    int tells(String receipt) throws Exception {
        try {
            sessions.get(sessions.size() - 1).deliverShortMessage("", TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN, "491701234567", TypeOfNumber.ALPHANUMERIC,
                    NumberingPlanIndicator.UNKNOWN, "EWallet", new ESMClass(MessageMode.DEFAULT,
                            MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                    (byte) 0, (byte) 0, new RegisteredDelivery(), new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
                    receipt.getBytes(StandardCharsets.US_ASCII));
            return SMPPConstant.STAT_ESME_ROK;
        } catch (NegativeResponseException e) {
            return e.getCommandStatus();
        }
    }

    void hangUp() {
        sessions.forEach(SMPPServerSession::close);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        try {
            // Until it has noticed, it may accept one more.
            server.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hangUp();
    }

    private void serve() {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                sessions.add(session);
                BindRequest bind = session.waitForBind(5_000);
                bindTypes.add(bind.getBindType());
                if (PASSWORD.equals(bind.getPassword())) {
                    bind.accept("centre");
                } else {
                    bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                }
            } catch (IOException | TimeoutException | PDUStringException e) {
                if (!closed) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source) throws ProcessRequestException {
        taken.add(message);
        int number = taken.size();
        decision.on(message);
        try {
            return new SubmitSmResult(new MessageId("id-" + number), null);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelSm(CancelSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm message, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) {
        throw new UnsupportedOperationException();
    }
}

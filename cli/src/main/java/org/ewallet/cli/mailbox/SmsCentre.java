package org.ewallet.cli.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.SessionState;
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
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnectionFactory;
import org.jsmpp.util.MessageId;
import org.jsmpp.util.RandomMessageIDGenerator;

/** The SMS side: an SMPP 3.4 centre that accepts {@code submit_sm} and nothing else. */
public final class SmsCentre implements ServerMessageReceiverListener, AutoCloseable {

    private static final String SYSTEM_ID = "ewallet-smsc";
    private static final long BIND_LIMIT_MILLIS = 5_000;
    /** How many messages of one session it has in hand at once. */
    private static final int PARALLEL = 32;

    private final RandomMessageIDGenerator messageIds = new RandomMessageIDGenerator();
    private final SmsParts parts = new SmsParts();
    private final SmsReceipts receipts = new SmsReceipts();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SMPPServerSessionListener listener;
    private final String user;
    private final String password;
    private final Desk desk;
    private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Who does something with the messages. */
    public interface Desk {

        /**
         * Called when a message is whole, before the answer; by several threads at once.
         *
         * @throws ProcessRequestException to answer with its error code instead
         */
        void take(Sms message, Session from) throws ProcessRequestException;
    }

    /** Who logs in must do so as the door says. */
    public SmsCentre(MailboxServer.Door door, Desk desk) throws IOException {
        this.user = door.user();
        this.password = door.password();
        this.desk = desk;
        this.listener = new SMPPServerSessionListener(door.port(), new LocalConnections());
        this.listener.setPduProcessorDegree(PARALLEL);
        threads.execute(this::acceptSessions);
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submitted, SMPPServerSession session)
            throws ProcessRequestException {
        String to = number(submitted);
        byte[] octets = octets(submitted);
        Optional<String> text = submitted.isUdhi() && octets.length > 0
                ? parts.add(to, octets, submitted.getDataCoding())
                : Optional.of(SmsText.decode(octets, submitted.getDataCoding()));
        if (text.isPresent()) {
            desk.take(new Sms(to, text.get(), Instant.now().toString()), session);
        }
        MessageId id = messageIds.newMessageId();
        receipts.taken(submitted, id.getValue(), session);
        return new SubmitSmResult(id, new OptionalParameter[0]);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        receipts.close();
        sessions.forEach(SMPPServerSession::close);
        threads.shutdownNow();
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession session) throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession session) throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public void onAcceptCancelSm(CancelSm request, SMPPServerSession session) throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession session)
            throws ProcessRequestException {
        throw notSupported();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session session) throws ProcessRequestException {
        throw notSupported();
    }

    private static ProcessRequestException notSupported() {
        return new ProcessRequestException("only submit_sm is supported", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    private void acceptSessions() {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                session.setMessageReceiverListener(this);
                session.addSessionStateListener(this::note);
                threads.execute(() -> bind(session));
            } catch (IOException e) {
                if (!closed) {
                    System.err.println("SMS centre: a connection failed: " + e.getMessage());
                }
            }
        }
    }

    private void note(SessionState now, SessionState before, Session session) {
        if (now.isBound()) {
            sessions.add((SMPPServerSession) session);
        } else {
            sessions.remove(session);
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(BIND_LIMIT_MILLIS);
            if (user.equals(request.getSystemId()) && password.equals(request.getPassword())) {
                request.accept(SYSTEM_ID);
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (TimeoutException | IOException | PDUStringException | IllegalStateException e) {
            System.err.println("SMS centre: a client did not log in: " + e.getMessage());
            session.close();
        }
    }

    private static String number(SubmitSm submitted) {
        boolean international = submitted.getDestAddrTon() == TypeOfNumber.INTERNATIONAL.value();
        String address = submitted.getDestAddress();
        return international && !address.startsWith("+") ? "+" + address : address;
    }

    private static byte[] octets(SubmitSm submitted) {
        OptionalParameter.Message_payload payload =
                submitted.getOptionalParameter(OptionalParameter.Message_payload.class);
        return payload == null ? submitted.getShortMessage() : payload.getValue();
    }

    /** Listens on this machine only. */
    private static final class LocalConnections extends ServerSocketConnectionFactory {

        private static final int BACKLOG = 50;

        @Override
        public ServerConnection listen(int port) throws IOException {
            return new ServerSocketConnection(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()));
        }
    }
}

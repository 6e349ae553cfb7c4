package org.ewallet.notification.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The connections to a mail server that wait for their next mail: at most as many as there are threads that send. Safe
 * for use by several threads.
 */
final class SmtpConnections implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SmtpConnections.class.getName());

    /** Many servers refuse the next mail of a connection then, and it would have to wait. */
    private static final int MAILS_PER_CONNECTION = 100;

    private final Session session;
    private final SmtpSettings settings;
    private final Duration idleLimit;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** A connection; only its holder may use it. */
    static final class Connection {

        private final Transport transport;
        private int mails;
        /** By {@link System#nanoTime}. */
        private long idleSince;

        private Connection(Transport transport) {
            this.transport = transport;
        }

        /** Hands a mail over and waits for the server's answer. */
        void send(Message mail) throws MessagingException {
            transport.sendMessage(mail, mail.getAllRecipients());
            mails++;
        }

        /** Ends it without waiting for the server's goodbye. */
        void end() {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.log(Level.FINE, "a connection to the mail server broke before it was ended", e);
            }
        }
    }

    /**
     * @param idleLimit how long a connection may wait for its next mail; servers end those that wait for minutes
     */
    SmtpConnections(Session session, SmtpSettings settings, Duration idleLimit) {
        this.session = session;
        this.settings = settings;
        this.idleLimit = idleLimit;
    }

    /**
     * A connection on which the server has just answered: the one that was used last if it still works, else a new one.
     *
     * @throws MessagingException if the server cannot be reached or refuses the login
     */
    Connection take() throws MessagingException {
        Connection latest = idle.pollLast();
        if (latest != null) {
            if (latest.transport.isConnected()) {
                return latest;
            }
            // The others have waited for longer, and asking each could take as many timeouts.
            endAll();
        }
        Transport transport = session.getTransport();
        transport.connect(settings.user().orElse(null), settings.user().isPresent() ? settings.password() : null);
        return new Connection(transport);
    }

    /** Keeps a connection on which all went well for the next mail. */
    void giveBack(Connection connection) {
        if (connection.mails >= MAILS_PER_CONNECTION) {
            connection.end();
            return;
        }
        connection.idleSince = System.nanoTime();
        idle.addLast(connection);
        if (closed) {
            endAll();
        } else {
            CompletableFuture.delayedExecutor(idleLimit.toNanos(), TimeUnit.NANOSECONDS).execute(this::endIdle);
        }
    }

    /** Ends the connections that wait, and from now on those that are given back. */
    @Override
    public void close() {
        closed = true;
        endAll();
    }

    private void endIdle() {
        for (Connection oldest = idle.peekFirst(); oldest != null && isOver(oldest); oldest = idle.peekFirst()) {
            if (idle.removeFirstOccurrence(oldest)) {
                oldest.end();
            }
        }
    }

    private boolean isOver(Connection waiting) {
        return System.nanoTime() - waiting.idleSince >= idleLimit.toNanos();
    }

    private void endAll() {
        for (Connection one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            one.end();
        }
    }
}

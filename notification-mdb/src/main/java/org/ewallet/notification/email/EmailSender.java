package org.ewallet.notification.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.Sender;
import org.ewallet.notification.email.SmtpSettings.Encryption;

/** Hands e-mails to a mail server, over connections that are kept for the next mail. */
final class EmailSender implements Sender {

    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

    private final SmtpSettings settings;
    private final Session session;
    private final SmtpConnections connections;

    EmailSender(SmtpSettings settings) {
        this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault(), IDLE_LIMIT);
    }

    /**
     * @param sockets makes encrypted connections, and knows whose certificates to trust
     * @param idleLimit how long a connection may wait for its next mail
     */
    EmailSender(SmtpSettings settings, SSLSocketFactory sockets, Duration idleLimit) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, sockets));
        this.connections = new SmtpConnections(session, settings, idleLimit);
    }

    @Override
    public SendResult send(Outgoing content) {
        EmailMessage message;
        try {
            message = new EmailMessage(session, settings, content);
        } catch (AddressException e) {
            return SendResult.refused("no mail can be sent to this address: " + e.getMessage());
        } catch (MessagingException e) {
            return SendResult.refused("no mail can be made of it: " + e.getMessage());
        }
        SmtpConnections.Connection server;
        try {
            server = connections.take();
        } catch (MessagingException e) {
            return SendResult.failed("no connection to the mail server " + settings + ": " + e.getMessage());
        }
        boolean taken = false;
        try {
            server.send(message);
            taken = true;
            return SendResult.sent("taken by " + settings);
        } catch (MessagingException e) {
            return SmtpReply.result(e, message.isContentBegun());
        } finally {
            if (taken) {
                connections.giveBack(server);
            } else {
                server.end();
            }
        }
    }

    /** Ends the connections. */
    @Override
    public void close() {
        connections.close();
    }

    private static Properties properties(SmtpSettings settings, SSLSocketFactory sockets) {
        String timeout = String.valueOf(settings.timeout().toMillis());
        String startTls = String.valueOf(settings.encryption() == Encryption.STARTTLS);
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", startTls);
        properties.setProperty("mail.smtp.starttls.required", startTls);
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(settings.encryption() == Encryption.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }
}

package org.ewallet.notification.email;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.Sender;

/** Hands e-mails to a mail server. */
@Dependent
public class EmailSender implements Sender {

    private static final Logger LOG = Logger.getLogger(EmailSender.class.getName());
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private final SmtpSettings settings;
    private final Session session;
    private final InternetAddress from;

    @Inject
    EmailSender(Config config) {
        this(SmtpSettings.of(config), ANSWER_TIMEOUT);
    }

    /**
     * @param answerTimeout how long to wait for each reply of the server
     */
    EmailSender(SmtpSettings settings, Duration answerTimeout) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings, answerTimeout));
        this.from = from(settings.from());
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public SendResult send(Outgoing content) {
        EmailMessage message;
        try {
            message = new EmailMessage(session, from, content);
        } catch (AddressException e) {
            return SendResult.refused("no mail can be sent to this address: " + e.getMessage());
        } catch (MessagingException e) {
            return SendResult.refused("no mail can be made of it: " + e.getMessage());
        }
        Transport server;
        try {
            server = session.getTransport("smtp");
            server.connect(settings.user().orElse(null), settings.user().isPresent() ? settings.password() : null);
        } catch (MessagingException e) {
            return SendResult.failed("no connection to the mail server " + settings + ": " + e.getMessage());
        }
        try {
            server.sendMessage(message, message.getAllRecipients());
            return SendResult.sent("taken by " + settings);
        } catch (MessagingException e) {
            return SmtpReply.result(e);
        } finally {
            close(server);
        }
    }

    private static void close(Transport server) {
        try {
            server.close();
        } catch (MessagingException e) {
            LOG.log(Level.FINE, "the mail server did not say goodbye; the mail's fate was decided before", e);
        }
    }

    private static InternetAddress from(String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("ewallet.smtp.from must be an e-mail address", e);
        }
    }

    private static Properties properties(SmtpSettings settings, Duration answerTimeout) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(settings.startTls()));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(settings.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(CONNECT_TIMEOUT.toMillis()));
        properties.setProperty("mail.smtp.timeout", String.valueOf(answerTimeout.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", String.valueOf(answerTimeout.toMillis()));
        return properties;
    }
}

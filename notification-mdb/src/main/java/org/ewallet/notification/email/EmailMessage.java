package org.ewallet.notification.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.ewallet.contract.Require;
import org.ewallet.notification.Outgoing;

/** A notification as an e-mail; the same notification is the same e-mail, Message-ID and date included. */
final class EmailMessage extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;
    private boolean contentBegun;

    /**
     * @throws AddressException if the notification's address is none that mail can be sent to
     */
    EmailMessage(Session session, SmtpSettings settings, Outgoing content) throws MessagingException {
        super(session);
        this.messageId = "<" + content.notificationId() + "@" + domain(settings.from().getAddress()) + ">";
        setFrom(settings.from());
        setRecipient(Message.RecipientType.TO, address(content.to()));
        setSubject(line(content.subject()), UTF_8);
        setSentDate(Date.from(content.createdAt()));
        setHeader("Auto-Submitted", "auto-generated");
        if (settings.unsubscribe().isPresent()) {
            setHeader("List-Unsubscribe", "<mailto:" + settings.unsubscribe().get().getAddress()
                    + "?subject=unsubscribe%20" + content.notificationId() + ">");
        }
        if (content.html() == null) {
            setText(content.text(), UTF_8);
        } else {
            setContent(alternatives(content));
        }
        saveChanges();
    }

    /** Whether the server has asked for the content: before that it cannot have taken the mail. */
    boolean isContentBegun() {
        return contentBegun;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException, MessagingException {
        contentBegun = true;
        super.writeTo(out, ignoredHeaders);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** Mail programs show the last that they understand. */
    private static MimeMultipart alternatives(Outgoing content) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(content.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(content.html(), UTF_8, "html");
        return new MimeMultipart("alternative", text, html);
    }

    /** One plain address; a domain may have letters other than ASCII, which mail carries in their ASCII form. */
    private static InternetAddress address(String text) throws AddressException {
        try {
            Require.email("to", text);
            int domain = text.indexOf('@') + 1;
            String ascii = text.substring(0, domain) + IDN.toASCII(text.substring(domain));
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(ascii)) {
                throw new AddressException("letters other than ASCII before the @");
            }
            return new InternetAddress(ascii, true);
        } catch (IllegalArgumentException e) {
            throw new AddressException(e.getMessage());
        }
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ");
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}

package org.ewallet.notification.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.ewallet.contract.Require;
import org.ewallet.notification.Outgoing;

/** A notification as an e-mail; the same notification is the same e-mail, Message-ID and date included. */
final class EmailMessage extends MimeMessage {

    private final String messageId;

    /**
     * @throws AddressException if the notification's address is none that mail can be sent to
     */
    EmailMessage(Session session, InternetAddress from, Outgoing content) throws MessagingException {
        super(session);
        this.messageId = "<" + content.notificationId() + "@" + domain(from.getAddress()) + ">";
        setFrom(from);
        setRecipient(Message.RecipientType.TO, address(content.to()));
        setSubject(line(content.subject()), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(content.createdAt()));
        setHeader("Auto-Submitted", "auto-generated");
        setText(content.text(), StandardCharsets.UTF_8.name());
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
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
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}

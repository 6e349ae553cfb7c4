package org.ewallet.cli.mailbox;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;

/** Anybody a mail is sent to; whatever GreenMail delivers to him goes into the store. */
final class Recipient implements GreenMailUser {

    private final String address;
    private final Store<Mail> mails;

    Recipient(String address, Store<Mail> mails) {
        this.address = address;
        this.mails = mails;
    }

    @Override
    public void deliver(MovingMessage message) {
        deliver(message.getMessage());
    }

    @Override
    public void deliver(MimeMessage message) {
        try {
            String subject = message.getSubject() == null ? "" : message.getSubject();
            Mail mail = new Mail(address, subject, content(message, "text/plain"), content(message, "text/html"),
                    Instant.now().toString());
            mails.add(mail);
            System.out.println("mail to " + mail.to() + ": " + mail.subject());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Cannot read the mail to " + address, e);
        }
    }

    @Override
    public String getEmail() {
        return address;
    }

    @Override
    public String getLogin() {
        return address;
    }

    @Override
    public String getQualifiedMailboxName() {
        return address;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public void create() {
        // Exists as long as it is needed.
    }

    @Override
    public void delete() {
        // Exists as long as it is needed.
    }

    @Override
    public void setPassword(String password) {
        throw new UnsupportedOperationException("Recipients do not log in");
    }

    @Override
    public void authenticate(String password) throws UserException {
        throw new UserException("Recipients do not log in");
    }

    /** The first text of the type, wherever it is nested; empty if there is none. */
    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart nested = parts.getBodyPart(i);
                String found = content(nested, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}

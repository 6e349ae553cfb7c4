package org.ewallet.cli.mailbox;

import java.io.IOException;

/** The whole mailbox: mail server, SMS centre and the page that shows what they got. */
public final class MailboxServer implements AutoCloseable {

    private final MailServer mailServer;
    private final SmsCentre smsCentre;
    private final MailboxPage page;

    /**
     * Where a server listens on this machine and who may use it.
     *
     * @param port its port
     * @param user the one user
     * @param password his password
     */
    public record Door(int port, String user, String password) {
    }

    /** Starts all three. */
    public MailboxServer(int httpPort, Door smtp, Door smpp) throws IOException {
        Store<Mail> mails = new Store<>();
        Store<Sms> messages = new Store<>();
        mailServer = new MailServer(smtp.port(), smtp.user(), smtp.password(), mails);
        smsCentre = new SmsCentre(smpp, (message, from) -> {
            messages.add(message);
            System.out.println("SMS to " + message.to() + ": " + message.text());
        });
        page = new MailboxPage(httpPort, mails, messages);
    }

    @Override
    public String toString() {
        return "mailbox";
    }

    @Override
    public void close() throws IOException {
        page.close();
        smsCentre.close();
        mailServer.close();
    }
}

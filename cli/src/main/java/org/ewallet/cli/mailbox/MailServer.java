package org.ewallet.cli.mailbox;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** The SMTP side: GreenMail, which hands every mail over instead of storing it. */
final class MailServer implements AutoCloseable {

    private final GreenMail greenMail;

    /** Who logs in must do so with this name and password; who does not log in is served as well. */
    MailServer(int port, String user, String password, Store<Mail> mails) {
        greenMail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withUser(user, password));
        greenMail.start();
        greenMail.getUserManager().setMessageDeliveryHandler(
                (message, address) -> new Recipient(address.getEmail(), mails));
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}

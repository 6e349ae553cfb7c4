package org.ewallet.notification.email;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Which mail server to use, and as whom.
 *
 * @param port TCP port
 * @param user empty if the server wants no login
 * @param startTls whether to insist on an encrypted connection, with a certificate for {@code host}
 * @param from the sender of all mails, such as {@code E-Wallet <no-reply@example.org>}
 */
record SmtpSettings(String host, int port, Optional<String> user, String password, boolean startTls, String from) {

    static SmtpSettings of(Config config) {
        return new SmtpSettings(
                config.getOptionalValue("ewallet.smtp.host", String.class).orElse("localhost"),
                config.getOptionalValue("ewallet.smtp.port", Integer.class).orElse(25),
                config.getOptionalValue("ewallet.smtp.user", String.class),
                config.getOptionalValue("ewallet.smtp.password", String.class).orElse(""),
                config.getOptionalValue("ewallet.smtp.starttls", Boolean.class).orElse(false),
                config.getOptionalValue("ewallet.smtp.from", String.class).orElse("E-Wallet <no-reply@localhost>"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

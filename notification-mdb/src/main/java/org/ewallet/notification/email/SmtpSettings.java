package org.ewallet.notification.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Which mail server to use, and as whom.
 *
 * @param port TCP port
 * @param user empty if the server wants no login
 * @param timeout how long to wait for the connection, and for each reply of the server
 * @param from the sender of all mails, such as {@code E-Wallet <no-reply@example.org>}
 * @param unsubscribe who is written to by people who want no more mails; may be empty
 */
record SmtpSettings(String host, int port, Encryption encryption, Optional<String> user, String password,
        Duration timeout, InternetAddress from, Optional<InternetAddress> unsubscribe) {

    private static final int MAX_TIMEOUT_SECONDS = 300;

    /** How the connection is encrypted; if it is, the server must show a certificate for its host. */
    enum Encryption {
        NONE(25),
        /** Begins in plain text; no mail and no password is sent unless the server agrees to encrypt. */
        STARTTLS(587),
        /** From the first octet on. */
        TLS(465);

        private final int usualPort;

        Encryption(int usualPort) {
            this.usualPort = usualPort;
        }

        private static Encryption named(String name, String setting) {
            return Arrays.stream(values())
                    .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(setting + " must be none, starttls or tls"));
        }
    }

    /**
     * Reads the settings {@code <prefix>.host}, {@code <prefix>.port} and so on.
     *
     * @throws IllegalArgumentException if one makes no sense, with its name and what would
     */
    static SmtpSettings of(Config config, String prefix) {
        Encryption encryption = Encryption.named(
                config.getOptionalValue(prefix + ".encryption", String.class).orElse("none"), prefix + ".encryption");
        return new SmtpSettings(
                config.getOptionalValue(prefix + ".host", String.class).orElse("localhost"),
                config.getOptionalValue(prefix + ".port", Integer.class).orElse(encryption.usualPort),
                encryption,
                config.getOptionalValue(prefix + ".user", String.class),
                config.getOptionalValue(prefix + ".password", String.class).orElse(""),
                timeout(config.getOptionalValue(prefix + ".timeout.seconds", Integer.class).orElse(20),
                        prefix + ".timeout.seconds"),
                address(config.getOptionalValue(prefix + ".from", String.class)
                        .orElse("E-Wallet <no-reply@localhost>"), prefix + ".from"),
                config.getOptionalValue(prefix + ".unsubscribe", String.class)
                        .map(text -> address(text, prefix + ".unsubscribe")));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    private static Duration timeout(int seconds, String setting) {
        if (seconds < 1 || seconds > MAX_TIMEOUT_SECONDS) {
            throw new IllegalArgumentException(setting + " must be from 1 to " + MAX_TIMEOUT_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }

    private static InternetAddress address(String text, String setting) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
            return address;
        } catch (AddressException e) {
            throw new IllegalArgumentException(setting + " must be an e-mail address", e);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has UTF-8", e);
        }
    }
}

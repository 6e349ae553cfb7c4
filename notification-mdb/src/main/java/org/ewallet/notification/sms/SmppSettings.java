package org.ewallet.notification.sms;

import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/**
 * Which message centre to use, as whom, and how.
 *
 * @param port TCP port
 * @param source whom the SMS comes from: up to 11 letters and digits, or a phone number
 * @param tls whether to connect by TLS, with a certificate for {@code host}
 * @param longTexts how to hand over what does not fit into one message
 * @param receipts whether to ask for delivery receipts, for which the session must be a transceiver
 * @param answerTimeout how long to wait for each answer of the message centre
 * @param window most messages of which the answer is outstanding
 */
record SmppSettings(String host, int port, String systemId, String password, String source, boolean tls,
        LongTexts longTexts, boolean receipts, Duration answerTimeout, int window) {

    /** How to hand over what does not fit into one message. */
    enum LongTexts {
        /** In parts with a user data header, which every message centre understands. */
        PARTS,
        /** At once in {@code message_payload}; the message centre cuts it. */
        PAYLOAD
    }

    static SmppSettings of(Config config, String prefix) {
        return new SmppSettings(
                config.getOptionalValue(prefix + ".host", String.class).orElse("localhost"),
                config.getOptionalValue(prefix + ".port", Integer.class).orElse(2775),
                config.getOptionalValue(prefix + ".system.id", String.class).orElse("ewallet"),
                config.getOptionalValue(prefix + ".password", String.class).orElse(""),
                config.getOptionalValue(prefix + ".source", String.class).orElse("EWallet"),
                config.getOptionalValue(prefix + ".tls", Boolean.class).orElse(false),
                longTexts(prefix + ".long", config.getOptionalValue(prefix + ".long", String.class).orElse("parts")),
                config.getOptionalValue(prefix + ".receipts", Boolean.class).orElse(true),
                Duration.ofSeconds(
                        config.getOptionalValue(prefix + ".timeout.seconds", Integer.class).orElse(20)),
                window(prefix + ".window", config.getOptionalValue(prefix + ".window", Integer.class).orElse(20)));
    }

    private static LongTexts longTexts(String key, String value) {
        try {
            return LongTexts.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " must be parts or payload, not \"" + value + "\"", e);
        }
    }

    private static int window(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be 1 or more");
        }
        return value;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return systemId + "@" + host + ":" + port;
    }
}

package org.ewallet.notification.sms;

import org.eclipse.microprofile.config.Config;

/**
 * Which message centre to use, and as whom.
 *
 * @param port TCP port
 * @param source whom the SMS comes from: up to 11 letters and digits, or a phone number
 */
record SmppSettings(String host, int port, String systemId, String password, String source) {

    static SmppSettings of(Config config) {
        return new SmppSettings(
                config.getOptionalValue("ewallet.smpp.host", String.class).orElse("localhost"),
                config.getOptionalValue("ewallet.smpp.port", Integer.class).orElse(2775),
                config.getOptionalValue("ewallet.smpp.system.id", String.class).orElse("ewallet"),
                config.getOptionalValue("ewallet.smpp.password", String.class).orElse(""),
                config.getOptionalValue("ewallet.smpp.source", String.class).orElse("EWallet"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return systemId + "@" + host + ":" + port;
    }
}

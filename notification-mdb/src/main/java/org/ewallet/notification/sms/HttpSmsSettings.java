package org.ewallet.notification.sms;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Which HTTP provider to use, and how.
 *
 * @param url where to POST
 * @param token bearer token; empty if the provider wants none
 * @param source whom the SMS comes from: up to 11 letters and digits, or a phone number
 * @param answerTimeout how long to wait for the answer to one request
 * @param idempotent whether the provider sends nothing twice that has the same {@code Idempotency-Key}
 */
record HttpSmsSettings(URI url, Optional<String> token, String source, Duration answerTimeout, boolean idempotent) {

    private static final int MAX_TIMEOUT_SECONDS = 60;

    static HttpSmsSettings of(Config config, String prefix) {
        return new HttpSmsSettings(
                url(prefix + ".url", config.getOptionalValue(prefix + ".url", String.class)),
                config.getOptionalValue(prefix + ".token", String.class),
                config.getOptionalValue(prefix + ".source", String.class).orElse("EWallet"),
                timeout(prefix + ".timeout.seconds",
                        config.getOptionalValue(prefix + ".timeout.seconds", Integer.class).orElse(20)),
                config.getOptionalValue(prefix + ".idempotent", Boolean.class).orElse(false));
    }

    private static URI url(String key, Optional<String> value) {
        String text = value.orElseThrow(() -> new IllegalArgumentException(key + " is not set: the address to which SMS"
                + " are posted"));
        URI url = URI.create(text);
        if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(key + " must be an address that begins with https:// or http://");
        }
        return url;
    }

    private static Duration timeout(String key, int seconds) {
        if (seconds < 1 || seconds > MAX_TIMEOUT_SECONDS) {
            throw new IllegalArgumentException(key + " must be 1 to " + MAX_TIMEOUT_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }

    /** Without the token, and without what the address may carry before its host and after its path. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getPath();
    }
}

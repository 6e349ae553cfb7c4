package org.ewallet.web.browser;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The headers by which browsers protect those who look at a page. */
final class SecurityHeaders {

    private static final Duration STRICT = Duration.ofDays(365);

    private final String contentSecurityPolicy;

    /**
     * @param issuer of the tokens; if it has an address, pages may sign in there
     */
    SecurityHeaders(Optional<String> issuer) {
        contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; manifest-src 'self'; connect-src 'self'"
                + issuer.flatMap(SecurityHeaders::origin).map(" "::concat).orElse("")
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /**
     * The headers of every answer.
     *
     * @param encrypted whether the request came over TLS: only then may it be promised for the future
     */
    Map<String, String> of(boolean encrypted) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", contentSecurityPolicy);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        if (encrypted) {
            headers.put("Strict-Transport-Security", "max-age=" + STRICT.toSeconds());
        }
        return headers;
    }

    private static Optional<String> origin(String issuer) {
        try {
            URI uri = URI.create(issuer);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}

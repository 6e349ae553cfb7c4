package org.ewallet.web.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which pages of other origins may ask the API (CORS): those that an operator names, by default none. */
final class ForeignPages {

    private static final String ALLOWED_METHODS = "GET, PUT, POST";
    private static final String ALLOWED_HEADERS = "Authorization, Content-Type, If-None-Match";
    private static final String SHOWN_HEADERS = "Location, Retry-After, ETag, Link, WWW-Authenticate";
    private static final String HOW_LONG_SECONDS = "600";

    private final Set<String> origins;

    /**
     * @param origins such as {@code https://shop.example.org}
     */
    ForeignPages(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /**
     * The headers of an answer.
     *
     * @param origin of the page; null if none asks
     * @return empty if the page may not read the answer
     */
    Map<String, String> of(String origin) {
        if (origin == null || !origins.contains(origin)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", origin);
        headers.put("Access-Control-Expose-Headers", SHOWN_HEADERS);
        headers.put("Vary", "Origin");
        return headers;
    }

    /** The same, for the question of a browser whether a page may ask at all. */
    Map<String, String> before(String origin) {
        Map<String, String> headers = new LinkedHashMap<>(of(origin));
        if (!headers.isEmpty()) {
            headers.put("Access-Control-Allow-Methods", ALLOWED_METHODS);
            headers.put("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            headers.put("Access-Control-Max-Age", HOW_LONG_SECONDS);
        }
        return headers;
    }
}

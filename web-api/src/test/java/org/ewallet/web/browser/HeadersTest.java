package org.ewallet.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told. */
class HeadersTest {

    private static final String CSP = "Content-Security-Policy";
    private static final String SHOP = "https://shop.example.org";

    private final SecurityHeaders headers = new SecurityHeaders(Optional.of("urn:ewallet:development"));

    @Test
    void a_page_runs_scripts_of_this_server_only_and_is_shown_in_no_frame() {
        assertThat(headers.of(false).get(CSP)).contains("default-src 'none'", "script-src 'self';",
                "frame-ancestors 'none'", "connect-src 'self';").doesNotContain("unsafe", "*");
    }

    @Test
    void types_are_not_guessed_and_addresses_not_passed_on() {
        assertThat(headers.of(false)).containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer");
    }

    @Test
    void encryption_is_promised_only_over_an_encrypted_connection() {
        assertThat(headers.of(true)).containsEntry("Strict-Transport-Security", "max-age=31536000");
        assertThat(headers.of(false)).doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    void a_page_may_sign_in_at_an_issuer_that_has_an_address() {
        assertThat(new SecurityHeaders(Optional.of("https://login.example.org:8443/realms/ewallet")).of(true).get(CSP))
                .contains("connect-src 'self' https://login.example.org:8443;");
        assertThat(new SecurityHeaders(Optional.of("not a uri")).of(true).get(CSP)).contains("connect-src 'self';");
        assertThat(new SecurityHeaders(Optional.empty()).of(true).get(CSP)).contains("connect-src 'self';");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"null", "https://evil.example.org", "http://shop.example.org", "https://shop.example.org.evil"})
    void pages_of_other_origins_may_ask_nothing(String origin) {
        ForeignPages foreign = new ForeignPages(Set.of(SHOP));

        assertThat(foreign.of(origin)).isEmpty();
        assertThat(foreign.before(origin)).isEmpty();
        assertThat(new ForeignPages(Set.of()).before(SHOP)).isEmpty();
    }

    @Test
    void pages_of_a_named_origin_may_ask_with_a_token() {
        ForeignPages foreign = new ForeignPages(Set.of(SHOP));

        assertThat(foreign.of(SHOP)).containsEntry("Access-Control-Allow-Origin", SHOP).containsEntry("Vary", "Origin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
        assertThat(foreign.before(SHOP)).containsEntry("Access-Control-Allow-Methods", "GET, PUT, POST");
        assertThat(foreign.before(SHOP).get("Access-Control-Allow-Headers")).contains("Authorization");
    }
}

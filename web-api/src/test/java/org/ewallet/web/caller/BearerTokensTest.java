package org.ewallet.web.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ewallet.web.caller.TestIssuer.NOW;
import static org.ewallet.web.caller.TestIssuer.claims;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewallet.messaging.SettableClock;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are believed, with an issuer whose keys are asked for over HTTP. */
class BearerTokensTest {

    private static final TestIssuer ISSUER = new TestIssuer("k1");
    private static final TestIssuer ANOTHER = new TestIssuer("k2");

    private final AtomicInteger asked = new AtomicInteger();
    private final SettableClock clock = new SettableClock(NOW);
    private volatile String keySet = ISSUER.keySet();
    private HttpServer server;
    private BearerTokens tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        tokens = believing(0, Optional.empty());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_token_tells_the_name_and_the_roles_that_are_known_here() {
        Caller caller = tokens.read(ISSUER.header(
                claims("olga").claim("groups", List.of("operator", "boss", "auditor")).build()));

        assertThat(caller.name()).isEqualTo("olga");
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.OPERATOR, Role.AUDITOR);
        assertThat(tokens.read(ISSUER.header(claims("johny").claim("groups", null).build())).isPerson()).isTrue();
    }

    @Test
    void a_caller_can_be_logged_without_the_token() {
        String header = ISSUER.header(claims("johny").build());
        Caller caller = tokens.read(header);

        assertThat("Bearer " + caller.token()).isEqualTo(header);
        assertThat(caller.toString()).contains("johny").doesNotContain(caller.token());
    }

    @Test
    void the_name_is_the_upn_else_the_preferred_username_else_the_subject() {
        JWTClaimsSet.Builder claims = claims("s1");
        assertThat(tokens.read(ISSUER.header(claims.build())).name()).isEqualTo("s1");
        claims.claim("preferred_username", "johny");
        assertThat(tokens.read(ISSUER.header(claims.build())).name()).isEqualTo("johny");
        claims.claim("upn", "john");
        assertThat(tokens.read(ISSUER.header(claims.build())).name()).isEqualTo("john");
    }

    @Test
    void the_scheme_may_be_spelled_as_http_allows_it() {
        String header = ISSUER.header(claims("johny").build());

        assertThat(tokens.read(header.replace("Bearer", "bearer")).name()).isEqualTo("johny");
    }

    @Test
    void tokens_marked_as_access_tokens_are_taken() {
        assertThat(tokens.read(ISSUER.header(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1")
                .type(new JOSEObjectType("at+jwt")).build(), claims("johny").build())).name()).isEqualTo("johny");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Basic b3BlcmF0b3I6b3BlcmF0b3I="})
    void who_shows_no_token_is_told_that_one_is_needed(String authorization) {
        assertThat(refused(authorization).type()).isEqualTo("urn:ewallet:problem:unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer x", "Bearer a.b.c", "Bearer a.b.c, Bearer d.e.f"})
    void what_is_no_token_is_refused(String authorization) {
        assertInvalid(authorization);
    }

    @Test
    void an_expired_token_is_refused_from_the_second_of_its_end() {
        assertInvalid(ISSUER.header(claims("johny").expirationTime(Date.from(NOW.minusSeconds(1))).build()));
        assertThat(tokens.read(ISSUER.header(claims("johny").expirationTime(Date.from(NOW.plusSeconds(1))).build()))
                .name()).isEqualTo("johny");
    }

    @Test
    void a_token_that_was_taken_is_refused_when_its_time_is_over() {
        String header = ISSUER.header(claims("johny").expirationTime(Date.from(NOW.plusSeconds(30))).build());
        assertThat(tokens.read(header).name()).isEqualTo("johny");
        clock.advance(Duration.ofSeconds(29));
        assertThat(tokens.read(header).name()).isEqualTo("johny");

        clock.advance(Duration.ofSeconds(1));
        assertInvalid(header);
    }

    @Test
    void a_token_that_differs_from_one_that_was_taken_in_its_signature_only_is_refused() {
        String header = ISSUER.header(claims("johny").build());
        assertThat(tokens.read(header).name()).isEqualTo("johny");

        assertInvalid(header.substring(0, header.lastIndexOf('.') + 1)
                + ANOTHER.header(claims("johny").build()).split("\\.")[2]);
    }

    @Test
    void a_token_that_never_expires_is_refused() {
        assertInvalid(ISSUER.header(claims("johny").expirationTime(null).build()));
    }

    @Test
    void a_token_that_is_not_valid_yet_is_refused() {
        assertInvalid(ISSUER.header(claims("johny").notBeforeTime(Date.from(NOW.plusSeconds(5))).build()));
    }

    @Test
    void the_clocks_may_differ_by_what_is_configured() {
        BearerTokens patient = believing(10, Optional.empty());

        assertThat(patient.read(ISSUER.header(claims("johny").expirationTime(Date.from(NOW.minusSeconds(9))).build()))
                .name()).isEqualTo("johny");
        assertThat(patient.read(ISSUER.header(claims("johny").notBeforeTime(Date.from(NOW.plusSeconds(9))).build()))
                .name()).isEqualTo("johny");
    }

    @Test
    void a_token_of_another_issuer_is_refused_though_the_key_is_right() {
        assertInvalid(ISSUER.header(claims("johny").issuer("urn:test:other").build()));
        assertInvalid(ISSUER.header(claims("johny").issuer(null).build()));
    }

    @Test
    void a_token_with_a_wrong_signature_is_refused() {
        String header = ISSUER.header(claims("johny").build());
        String claims = header.split("\\.")[1];

        assertInvalid(header.replace(claims, ISSUER.header(claims("mary").build()).split("\\.")[1]));
        assertInvalid(ANOTHER.header(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                claims("johny").build()));
    }

    @Test
    void a_token_that_is_not_signed_is_refused() {
        assertInvalid("Bearer " + new PlainJWT(claims("johny").build()).serialize());
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() throws JOSEException {
        byte[] publicKey = ISSUER.key.toRSAPublicKey().getEncoded();

        assertInvalid(TestIssuer.header(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
                claims("johny").build(), new MACSigner(publicKey)));
    }

    @Test
    void a_token_that_names_nobody_is_refused() {
        assertInvalid(ISSUER.header(claims(null).build()));
        assertInvalid(ISSUER.header(claims(" ").build()));
        assertInvalid(ISSUER.header(claims("a\nb").build()));
        assertInvalid(ISSUER.header(claims("johny").claim("upn", List.of("mary")).build()));
    }

    @Test
    void a_token_for_somebody_else_is_refused_if_audiences_are_configured() {
        BearerTokens choosy = believing(0, Optional.of("ewallet, bank"));

        assertThat(choosy.read(ISSUER.header(claims("johny").audience("bank").build())).name()).isEqualTo("johny");
        assertThat(problem(choosy, ISSUER.header(claims("johny").audience("shop").build())).status()).isEqualTo(401);
        assertThat(problem(choosy, ISSUER.header(claims("johny").build())).status()).isEqualTo(401);
    }

    @Test
    void the_issuer_may_change_its_keys_at_any_time() {
        assertThat(tokens.read(ISSUER.header(claims("johny").build())).name()).isEqualTo("johny");
        tokens.read(ISSUER.header(claims("johny").build()));
        assertThat(asked).as("keys are kept").hasValue(1);

        keySet = ANOTHER.keySet();

        assertThat(tokens.read(ANOTHER.header(claims("johny").build())).name()).isEqualTo("johny");
        assertInvalid(ISSUER.header(claims("johny").build()));
    }

    @Test
    void nobody_is_believed_or_refused_while_the_keys_cannot_be_had() {
        keySet = "";

        assertThat(problem(tokens, ISSUER.header(claims("johny").build())).status()).isEqualTo(503);
        assertThat(refused(null).type()).isEqualTo("urn:ewallet:problem:unauthorized");
    }

    @Test
    void without_settings_nobody_is_believed() {
        tokens = new BearerTokens(Optional.empty(), Optional.empty(), Optional.empty(), 0, Clock.systemUTC());

        assertInvalid(ISSUER.header(claims("johny").build()));
    }

    private BearerTokens believing(int skewSeconds, Optional<String> audiences) {
        URI keys = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        return new BearerTokens(Optional.of(TestIssuer.NAME), Optional.of(keys), audiences, skewSeconds,
                clock);
    }

    private void assertInvalid(String authorization) {
        assertThat(refused(authorization).type()).isEqualTo("urn:ewallet:problem:invalid-token");
    }

    private Problem refused(String authorization) {
        Problem problem = problem(tokens, authorization);
        assertThat(problem.status()).isEqualTo(401);
        assertThat(problem.detail()).isNotBlank().doesNotContain("nimbus", "Exception");
        return problem;
    }

    private static Problem problem(BearerTokens tokens, String authorization) {
        return catchThrowableOfType(ProblemException.class, () -> tokens.read(authorization)).problem();
    }
}

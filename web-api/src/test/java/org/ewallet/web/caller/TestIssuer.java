package org.ewallet.web.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** An issuer of tokens with a key of its own, and a web API that believes it. */
public final class TestIssuer {

    public static final String NAME = "urn:test:issuer";
    public static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    private static final TestIssuer ONE = new TestIssuer("k1");

    final RSAKey key;

    TestIssuer(String keyId) {
        try {
            key = new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the web API asks about tokens of {@link #bearer}. */
    public static BearerTokens believed() {
        try {
            Path file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, ONE.keySet());
            return new BearerTokens(Optional.of(NAME), Optional.of(file.toUri()), Optional.empty(), 0,
                    Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header {@code Authorization} of somebody. */
    public static String bearer(String name, Role... roles) {
        return ONE.header(claims(name, roles).build());
    }

    static JWTClaimsSet.Builder claims(String name, Role... roles) {
        return new JWTClaimsSet.Builder().issuer(NAME).subject(name)
                .claim("groups", List.of(roles).stream().map(Role::group).toList())
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    String keySet() {
        return new JWKSet(key).toString();
    }

    String header(JWTClaimsSet claims) {
        return header(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    }

    String header(JWSHeader header, JWTClaimsSet claims) {
        try {
            return header(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return "Bearer " + token.serialize();
    }
}

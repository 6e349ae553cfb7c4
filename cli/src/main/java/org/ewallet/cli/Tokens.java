package org.ewallet.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The issuer of a development installation: signs tokens for whoever can read the run directory. The key is made at the
 * first start and kept; the services get its public half. Where people sign in for real, an OpenID provider does this.
 */
public final class Tokens {

    /** In every token of such an issuer. */
    public static final String ISSUER = "urn:ewallet:development";

    /** Those who have the role of their name; every other name is a person's. */
    public static final String AUDITOR = "auditor";
    public static final String OPERATOR = "operator";
    public static final String SENDER = "sender";
    private static final Set<String> ROLES = Set.of(AUDITOR, OPERATOR, SENDER);

    /** For a command of ours, which asks at once. */
    private static final Duration SHORT = Duration.ofMinutes(15);
    private static final int KEY_BITS = 2048;

    private final RunDirectory run;
    private final RSAKey key;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    private record Issued(String token, Instant until) {
    }

    private Tokens(RunDirectory run, RSAKey key) {
        this.run = run;
        this.key = key;
    }

    /** The issuer of an installation, with a new key if there is none yet. */
    public static Tokens of(RunDirectory run) {
        Path file = run.tokenKey();
        try {
            if (Files.notExists(file)) {
                PrivateFiles.directory(file.getParent());
                RSAKey made = new RSAKeyGenerator(KEY_BITS).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint(true).generate();
                PrivateFiles.write(run.tokenKeySet(), new JWKSet(made).toString());
                // Last: where the private key is, everything is.
                PrivateFiles.write(file, made.toJSONString());
            }
            return new Tokens(run, RSAKey.parse(Files.readString(file)));
        } catch (JOSEException | ParseException e) {
            throw new CliException("Cannot use the key for tokens in " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The file with the public key. */
    public Path keySet() {
        return run.tokenKeySet();
    }

    /** A token that is good for some minutes. */
    public String of(String name) {
        Instant now = Instant.now();
        return issued.compute(name, (holder, last) -> last != null && now.isBefore(last.until()) ? last
                : new Issued(of(name, SHORT), now.plus(SHORT.dividedBy(2)))).token();
    }

    /**
     * A token.
     *
     * @param name who holds it: one of the roles, or the id of a person
     * @param lifetime how long it is good
     */
    public String of(String name, Duration lifetime) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(name)
                .claim("upn", name)
                .claim("groups", ROLES.contains(name) ? List.of(name) : List.of())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT)
                .keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new CliException("Cannot sign a token: " + e.getMessage(), e);
        }
        return token.serialize();
    }
}

package org.ewallet.web.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import com.nimbusds.jwt.proc.JWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.Require;
import org.ewallet.web.command.FrontDoorClock;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * Reads bearer tokens (RFC 6750) that are JSON Web Tokens as MicroProfile JWT has them, by its settings. The keys are asked
 * for again when they are old, and when a token names one that is not among them: the issuer may change his keys.
 *
 * <p>To verify a signature costs about as much as all else that a query does. So a token that was believed is remembered, for a
 * minute and no longer than until the keys are asked for again; whether its time is over is looked at each time.
 */
@ApplicationScoped
public class BearerTokens {

    private static final String SCHEME = "Bearer ";

    /** Signed by a private key. Never by a shared secret, for which somebody could take the public key. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Stream.of(JWSAlgorithm.Family.RSA, JWSAlgorithm.Family.EC)
            .flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /** In the order of MicroProfile JWT. */
    private static final List<String> NAMES = List.of("upn", "preferred_username", "sub");

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    private static final int READ_TIMEOUT_MILLIS = 3_000;
    private static final int MAX_KEYS_BYTES = 1024 * 1024;

    private static final int MAX_REMEMBERED = 2_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final Cache<String, Believed> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();
    private JWTClaimsSetVerifier<SecurityContext> verifier;
    private JWTProcessor<SecurityContext> processor;

    /** For CDI. */
    public BearerTokens() {
    }

    /**
     * By the settings of MicroProfile JWT.
     *
     * @param issuer the only one whose tokens are taken
     * @param keys where his public keys are, a JSON Web Key Set; {@code file:} will do
     * @param audiences names with commas between them, of which a token must have one; absent: any will do
     * @param skewSeconds by how much the issuer's clock may differ from ours
     */
    @Inject
    public BearerTokens(@ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<URI> keys,
            @ConfigProperty(name = "mp.jwt.verify.audiences") Optional<String> audiences,
            @ConfigProperty(name = "mp.jwt.verify.clock.skew", defaultValue = "0") int skewSeconds,
            @FrontDoorClock Clock clock) {
        if (issuer.isPresent() && keys.isPresent()) {
            DefaultJWTProcessor<SecurityContext> strict = new DefaultJWTProcessor<>();
            strict.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                    JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
            strict.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(keys.get())));
            Set<String> accepted =
                    audiences.map(names -> Set.copyOf(List.of(names.split("\\s*,\\s*")))).orElse(null);
            ClaimsAt claims = new ClaimsAt(accepted,
                    new JWTClaimsSet.Builder().issuer(issuer.get()).build(), clock);
            claims.setMaxClockSkew(skewSeconds);
            strict.setJWTClaimsSetVerifier(claims);
            verifier = claims;
            processor = strict;
        }
    }

    private JWKSource<SecurityContext> source(URI keys) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(keys.toURL(), new DefaultResourceRetriever(
                            CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS, MAX_KEYS_BYTES))
                    .refreshAheadCache(JWKSourceBuilder.DEFAULT_REFRESH_AHEAD_TIME, false, event -> {
                        if (event instanceof CachingJWKSetSource.RefreshCompletedEvent) {
                            remembered.invalidateAll();
                        }
                    })
                    .outageTolerantForever().build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("mp.jwt.verify.publickey.location must be a URL, not " + keys, e);
        }
    }

    /**
     * Who holds a token.
     *
     * @param authorization the header {@code Authorization}; may be null
     * @throws ProblemException of status 401 if there is no token or it is not to be believed, 503 if that cannot be told
     *     because the issuer's keys cannot be had
     */
    Caller read(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ProblemException(Problem.unauthorized("a bearer token is needed in the header Authorization"));
        }
        if (processor == null) {
            throw invalid("no issuer of tokens is configured here");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        try {
            return believed(token).caller();
        } catch (RateLimitReachedException askedJustNow) {
            throw invalid("the key that the token names is not one of its issuer's");
        } catch (KeySourceException e) {
            throw new ProblemException(Problem.unavailable("the keys of the tokens' issuer cannot be had now"), e);
        } catch (ParseException e) {
            throw invalid("the token is no JSON Web Token");
        } catch (BadJOSEException | JOSEException e) {
            throw invalid(e.getMessage());
        }
    }

    private Believed believed(String token) throws BadJOSEException, JOSEException, ParseException {
        Believed known = remembered.getIfPresent(token);
        if (known != null) {
            verifier.verify(known.claims(), null);
            return known;
        }
        JWTClaimsSet claims = processor.process(token, null);
        Believed believed = new Believed(claims, caller(claims, token));
        remembered.put(token, believed);
        return believed;
    }

    private static Caller caller(JWTClaimsSet claims, String token) throws ParseException {
        String name = null;
        for (String claim : NAMES) {
            name = name == null ? claims.getStringClaim(claim) : name;
        }
        try {
            Require.text("the name in the token", name);
        } catch (InvalidMessageException e) {
            throw invalid(e.getMessage());
        }
        List<String> groups = Optional.ofNullable(claims.getStringListClaim("groups")).orElse(List.of());
        return new Caller(name, Stream.of(Role.values()).filter(role -> groups.contains(role.group()))
                .collect(Collectors.toSet()), token);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.invalidToken(detail));
    }

    /** What a token says whose signature was verified. */
    private record Believed(JWTClaimsSet claims, Caller caller) {
    }

    private static final class ClaimsAt extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final Clock clock;

        ClaimsAt(Set<String> audiences, JWTClaimsSet exact, Clock clock) {
            super(audiences, exact, Set.of("exp"), null);
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}

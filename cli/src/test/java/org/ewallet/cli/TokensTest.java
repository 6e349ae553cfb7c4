package org.ewallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    private Path directory;

    private RunDirectory run;

    @BeforeEach
    void create() {
        run = new RunDirectory(directory.resolve("run"));
        run.create();
    }

    @Test
    void the_key_is_made_once_and_only_its_owner_can_read_it() throws Exception {
        Tokens.of(run);
        String key = Files.readString(run.tokenKey());
        Tokens.of(run);

        assertThat(Files.readString(run.tokenKey())).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.tokenKey()))).isEqualTo("rw-------");
    }

    @Test
    void the_services_get_the_public_half_only() throws Exception {
        JWKSet keys = JWKSet.load(Tokens.of(run).keySet().toFile());

        assertThat(keys.getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
    }

    @Test
    void a_token_is_signed_and_names_holder_role_and_issuer() throws Exception {
        Tokens tokens = Tokens.of(run);
        SignedJWT token = SignedJWT.parse(tokens.of("operator", Duration.ofHours(8)));

        assertThat(token.verify(new RSASSAVerifier(JWKSet.load(tokens.keySet().toFile()).getKeys().get(0).toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(Tokens.ISSUER);
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("operator");
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).isEqualTo(List.of("operator"));
        assertThat(Duration.between(token.getJWTClaimsSet().getIssueTime().toInstant(),
                token.getJWTClaimsSet().getExpirationTime().toInstant())).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void whoever_is_not_named_like_a_role_is_a_person() throws Exception {
        assertThat(SignedJWT.parse(Tokens.of(run).of("johny")).getJWTClaimsSet().getStringListClaim("groups")).isEmpty();
    }

    @Test
    void commands_of_ours_use_a_token_again_for_a_while() {
        Tokens tokens = Tokens.of(run);

        assertThat(tokens.of("johny")).isEqualTo(tokens.of("johny")).isNotEqualTo(tokens.of("mary"));
    }
}

package org.ewallet.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.ewallet.notification.email.SmtpSettings.Encryption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSettingsTest {

    @Test
    void withoutAnySettingItIsTheMailServerOfThisMachine() {
        SmtpSettings settings = settings(Map.of());

        assertThat(settings.host()).isEqualTo("localhost");
        assertThat(settings.port()).isEqualTo(25);
        assertThat(settings.encryption()).isEqualTo(Encryption.NONE);
        assertThat(settings.user()).isEmpty();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.from()).hasToString("E-Wallet <no-reply@localhost>");
        assertThat(settings.unsubscribe()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"none, NONE, 25", "starttls, STARTTLS, 587", "tls, TLS, 465"})
    void encryptionBringsItsUsualPort(String name, Encryption encryption, int port) {
        assertThat(settings(Map.of("encryption", name)).encryption()).isEqualTo(encryption);
        assertThat(settings(Map.of("encryption", name)).port()).isEqualTo(port);
        assertThat(settings(Map.of("encryption", name, "port", "2525")).port()).isEqualTo(2525);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl", "STARTTLS", "true", "", "none "})
    void otherEncryptionIsRefusedWithWhatThereIs(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of("encryption", name)))
                .withMessage("relay.encryption must be none, starttls or tls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet", "a@b\r\nBcc: c@d", "a@b, c@d", "https://example.org"})
    void addressThatIsNoneIsRefusedByTheNameOfItsSetting(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of("from", text)))
                .withMessage("relay.from must be an e-mail address");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of("unsubscribe", text)))
                .withMessage("relay.unsubscribe must be an e-mail address");
    }

    @Test
    void nameOfTheSenderMayHaveAnyLetter() {
        assertThat(settings(Map.of("from", "Geldbörse <wallet@example.org>")).from())
                .hasToString("=?UTF-8?Q?Geldb=C3=B6rse?= <wallet@example.org>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "301"})
    void timeoutThatWouldNeverOrAlwaysPassIsRefused(String seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Map.of("timeout.seconds", seconds)))
                .withMessage("relay.timeout.seconds must be from 1 to 300");
    }

    @Test
    void passwordIsNotInWhatIsLogged() {
        SmtpSettings settings = settings(Map.of("host", "mail.example.org", "user", "wallet", "password", "secret12"));

        assertThat(settings.password()).isEqualTo("secret12");
        assertThat(settings).hasToString("mail.example.org:25");
    }

    private static SmtpSettings settings(Map<String, String> values) {
        Map<String, String> named = new HashMap<>();
        values.forEach((name, value) -> named.put("relay." + name, value));
        return SmtpSettings.of(config(named), "relay");
    }

    private static Config config(Map<String, String> values) {
        return (Config) Proxy.newProxyInstance(Config.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get(arguments[0]))
                        .map(value -> arguments[1] == Integer.class ? Integer.valueOf(value) : value));
    }
}

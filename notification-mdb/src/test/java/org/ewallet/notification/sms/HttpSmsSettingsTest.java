package org.ewallet.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a provider in details and logs has no secret. */
class HttpSmsSettingsTest {

    @Test
    void neitherTokenNorLoginNorQueryIsTold() {
        HttpSmsSettings settings = new HttpSmsSettings(
                URI.create("https://me:secret@sms.example.net:8443/send?key=secret"),
                Optional.of("secret"), "EWallet", Duration.ofSeconds(20), false);

        assertThat(settings).hasToString("https://sms.example.net:8443/send");
    }
}

package org.ewallet.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.ewallet.notification.email.SmtpSettings.Encryption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that no mail and no password goes over a connection that is not encrypted as it was configured. */
class EncryptedMailTest {

    private static final Outgoing MAIL = new Outgoing("n-1", "mary@example.org", "Hi", "Body", null,
            Instant.parse("2030-01-31T12:00:00Z"), null);

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static GreenMail tlsServer;

    @BeforeAll
    static void start() throws Exception {
        Path keyStore = folder.resolve("mail.p12");
        certificate = Certificate.of("ip:127.0.0.1", keyStore);
        System.setProperty("greenmail.tls.keystore.file", keyStore.toString());
        System.setProperty("greenmail.tls.keystore.password", Certificate.PASSWORD);
        tlsServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort());
        tlsServer.start();
        tlsServer.setUser("ewallet@ewallet.example", "wallet-user", "secret");
    }

    @AfterAll
    static void stop() {
        tlsServer.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @Test
    void aMailGoesOverAConnectionThatIsEncryptedFromTheBeginning() throws Exception {
        SendResult result = send(tlsServer.getSmtps().getPort(), Encryption.TLS, certificate.client());

        assertThat(result.status()).as(result.detail()).isEqualTo(Status.SENT);
        assertThat(tlsServer.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        SendResult result = send(tlsServer.getSmtps().getPort(), Encryption.TLS,
                (SSLSocketFactory) SSLSocketFactory.getDefault());

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.detail()).startsWith("no connection to the mail server 127.0.0.1:");
    }

    @Test
    void aMailIsSentAfterTheServerHasAgreedToEncrypt() throws Exception {
        try (TerseMailServer server =
                new TerseMailServer(TerseMailServer.NO_LINE, "", certificate.server())) {
            SendResult result = send(server.port(), Encryption.STARTTLS, certificate.client());

            assertThat(result.status()).as(result.detail()).isEqualTo(Status.SENT);
            assertThat(server.mails()).isEqualTo(1);
            assertThat(server.heard()).filteredOn(line -> !line.startsWith("TLS ")).hasSize(2)
                    .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
        }
    }

    @Test
    void aServerThatDoesNotEncryptGetsNothing() throws Exception {
        try (TerseMailServer server = new TerseMailServer(TerseMailServer.NO_LINE, "")) {
            assertThat(send(server.port(), Encryption.STARTTLS, certificate.client()).status())
                    .isEqualTo(Status.FAILED);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        Certificate other = Certificate.of("dns:elsewhere.example", folder.resolve("other.p12"));
        try (TerseMailServer server = new TerseMailServer(TerseMailServer.NO_LINE, "", other.server())) {
            assertThat(send(server.port(), Encryption.STARTTLS, other.client()).status()).isEqualTo(Status.FAILED);
            assertThat(server.heard()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
        }
    }

    private static SendResult send(int port, Encryption encryption, SSLSocketFactory trust) {
        Optional<String> user = encryption == Encryption.TLS ? Optional.of("wallet-user") : Optional.empty();
        EmailSender sender = new EmailSender(EmailSenderTest.settings(port, encryption, user, "secret"), trust,
                Duration.ofSeconds(30));
        try {
            return sender.send(MAIL);
        } finally {
            sender.close();
        }
    }
}

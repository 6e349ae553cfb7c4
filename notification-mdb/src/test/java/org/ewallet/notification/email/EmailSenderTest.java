package org.ewallet.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailSenderTest {

    private static final Instant CREATED_AT = Instant.parse("2030-01-31T12:00:00Z");

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        SendResult result = send("mary@example.org", "Hello", "First line\n.\nLast line\n");

        assertThat(result.status()).isEqualTo(Status.SENT);
        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("Hello");
        assertThat(mail.getContent()).asString().isEqualToIgnoringNewLines("First line\n.\nLast line\n");
        assertThat(mail.getHeader("From")).containsExactly("E-Wallet <no-reply@ewallet.example>");
        assertThat(mail.getHeader("To")).containsExactly("mary@example.org");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<n-1@ewallet.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(CREATED_AT));
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    }

    @Test
    void anyLetterOfUnicodeArrives() throws Exception {
        String subject = "Zahlung über 12,50 € für Žofia " + "日本語".repeat(30);
        String text = "Привет, 日本 🎉\n" + "ä".repeat(2_000) + "\n";

        assertThat(send("mary@example.org", subject, text).status()).isEqualTo(Status.SENT);
        assertThat(onlyMail().getSubject()).isEqualTo(subject);
        assertThat(onlyMail().getContent().toString().replace("\r\n", "\n")).isEqualTo(text);
    }

    @Test
    void aSubjectNeverBecomesAHeader() throws Exception {
        send("mary@example.org", "Hi\r\nBcc: eve@example.org\r\n\r\nNew body", "Body");

        assertThat(onlyMail().getSubject()).isEqualTo("Hi Bcc: eve@example.org New body");
        assertThat(onlyMail().getHeader("Bcc")).isNull();
        assertThat(onlyMail().getContent().toString().strip()).isEqualTo("Body");
    }

    @Test
    void anAddressNeverBecomesAHeaderOrTwoAddresses() {
        for (String address : new String[] {"mary@example.org\r\nBcc: eve@example.org",
                "mary@example.org, eve@example.org", "Mary <mary@example.org>", "mary", "@example.org", "mary@",
                "märy@example.org", "a:mary@example.org;"}) {
            assertThat(send(address, "Hi", "Body").status()).as(address).isEqualTo(Status.REFUSED);
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aDomainMayHaveOtherLettersThanAscii() throws Exception {
        assertThat(send("mary@bücher.example", "Hi", "Body").status()).isEqualTo(Status.SENT);
        assertThat(onlyMail().getHeader("To")).containsExactly("mary@xn--bcher-kva.example");
    }

    @Test
    void aServerThatWantsALoginGetsOne() {
        server.setUser("ewallet@ewallet.example", "wallet-user", "secret");
        server.getUserManager().setAuthRequired(true);

        assertThat(sender(server.getSmtp().getPort(), Optional.of("wallet-user"), "secret")
                .send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);
    }

    @Test
    void aWrongPasswordMayBePutRightSoThatTheMailIsTriedAgain() {
        server.setUser("ewallet@ewallet.example", "wallet-user", "secret");
        server.getUserManager().setAuthRequired(true);

        SendResult result = sender(server.getSmtp().getPort(), Optional.of("wallet-user"), "wrong!")
                .send(mail("mary@example.org", "Hi", "Body"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.detail()).doesNotContain("wrong!");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsTroubledIsTriedAgain() {
        server.getUserManager().setMessageDeliveryHandler((message, address) -> {
            throw new IllegalStateException("no space left");
        });

        assertThat(send("mary@example.org", "Hi", "Body").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(sender(nobody, Optional.empty(), "").send(mail("mary@example.org", "Hi", "Body")).status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void aRefusedRecipientIsRefusedForGood() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("RCPT", "550 5.1.1 no such mailbox")) {
            SendResult result = send(terse);
            assertThat(result.status()).isEqualTo(Status.REFUSED);
            assertThat(result.detail()).contains("550 5.1.1 no such mailbox");
        }
    }

    @Test
    void aRefusedSenderOrContentIsRefusedForGood() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("MAIL", "553 sender not allowed")) {
            assertThat(send(terse).status()).isEqualTo(Status.REFUSED);
        }
        try (TerseMailServer terse = new TerseMailServer(".", "554 5.7.1 looks like spam")) {
            assertThat(send(terse).status()).isEqualTo(Status.REFUSED);
        }
    }

    @Test
    void aGreylistedMailIsTriedAgain() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("RCPT", "450 4.2.0 greylisted")) {
            assertThat(send(terse).status()).isEqualTo(Status.FAILED);
        }
        try (TerseMailServer terse = new TerseMailServer("DATA", "421 4.3.2 shutting down")) {
            assertThat(send(terse).status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void aServerThatWantsALoginWeDoNotHaveIsTriedAgain() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("MAIL", "530 5.7.0 authentication required")) {
            assertThat(send(terse).status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void aConnectionThatBreaksAfterTheContentLeavesTheMailUnknown() throws Exception {
        try (TerseMailServer terse = new TerseMailServer(".", TerseMailServer.HANG_UP)) {
            assertThat(send(terse).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void anAnswerThatDoesNotComeInTimeLeavesTheMailUnknown() throws Exception {
        try (TerseMailServer terse = new TerseMailServer(".", TerseMailServer.STAY_SILENT)) {
            assertThat(send(terse).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    private SendResult send(TerseMailServer terse) {
        return sender(terse.port(), Optional.empty(), "").send(mail("mary@example.org", "Hi", "Body"));
    }

    private SendResult send(String to, String subject, String text) {
        return sender(server.getSmtp().getPort(), Optional.empty(), "").send(mail(to, subject, text));
    }

    private MimeMessage onlyMail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static Outgoing mail(String to, String subject, String text) {
        return new Outgoing("n-1", to, subject, text, CREATED_AT, null);
    }

    private static EmailSender sender(int port, Optional<String> user, String password) {
        return new EmailSender(new SmtpSettings("127.0.0.1", port, user, password, false,
                "E-Wallet <no-reply@ewallet.example>"), Duration.ofSeconds(2));
    }
}

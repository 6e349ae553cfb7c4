package org.ewallet.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocketFactory;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.ewallet.notification.email.SmtpSettings.Encryption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSenderTest {

    private static final Instant CREATED_AT = Instant.parse("2030-01-31T12:00:00Z");

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    private final List<EmailSender> senders = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        senders.forEach(EmailSender::close);
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
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    }

    @Test
    void aMailWithHtmlHasThePlainTextBeforeIt() throws Exception {
        String text = "12,50 € für Žofia\n";
        String html = "<p>12,50&nbsp;€ für <b>Žofia</b> " + "日本語 ".repeat(500) + "</p>\n";

        assertThat(send(new Outgoing("n-1", "mary@example.org", "Hi", text, html, CREATED_AT, null)).status())
                .isEqualTo(Status.SENT);
        MimeMessage mail = onlyMail();
        assertThat(mail.getContentType()).startsWith("multipart/alternative;");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<n-1@ewallet.example>");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).asString().isEqualToNormalizingNewlines(text);
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).asString().isEqualToNormalizingNewlines(html);
        assertThat(GreenMailUtil.getWholeMessage(mail).lines().mapToInt(String::length).max().orElseThrow())
                .as("longest line").isLessThan(998);
    }

    @Test
    void whereToUnsubscribeIsToldIfItIsConfigured() throws Exception {
        SmtpSettings settings = settings(server.getSmtp().getPort(), Encryption.NONE, Optional.empty(), "");
        sender(new SmtpSettings(settings.host(), settings.port(), settings.encryption(), settings.user(),
                settings.password(), settings.timeout(), settings.from(),
                Optional.of(new InternetAddress("stop@ewallet.example")))).send(mail("mary@example.org", "Hi", "Body"));

        assertThat(onlyMail().getHeader("List-Unsubscribe"))
                .containsExactly("<mailto:stop@ewallet.example?subject=unsubscribe%20n-1>");
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
    void halvesOfCharactersAndTextFromRightToLeftDoNotHarmTheMail() throws Exception {
        String subject = "\u202Eevil \u0645\u062D\u0645\u062F \uD83C\uDF89 \uD83C! " + "\uD83C\uDF89".repeat(60);

        assertThat(send("mary@example.org", subject, "\uDF89 \u0645\u062D\u0645\u062F \uD83C").status())
                .isEqualTo(Status.SENT);
        assertThat(onlyMail().getSubject()).isEqualTo(subject.replace("\uD83C!", " !"));
        assertThat(onlyMail().getContent()).asString().isEqualToIgnoringNewLines("? \u0645\u062D\u0645\u062F ?");
        assertThat(Collections.list(onlyMail().getAllHeaderLines())).allMatch(
                line -> StandardCharsets.US_ASCII.newEncoder().canEncode(line));
    }

    @Test
    void aSubjectNeverBecomesAHeader() throws Exception {
        send("mary@example.org", "Hi\r\nBcc: eve@example.org\r\n\r\nNew body", "Body");

        assertThat(onlyMail().getSubject()).isEqualTo("Hi Bcc: eve@example.org New body");
        assertThat(onlyMail().getHeader("Bcc")).isNull();
        assertThat(onlyMail().getContent().toString().strip()).isEqualTo("Body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\u0000", "\u0085", "\u2028", "\u2029", "\u000b\u000c", "\r\n\r\n"})
    void aSubjectIsOneLineWhateverBreaksIt(String lineBreak) throws Exception {
        send("mary@example.org", "Hi" + lineBreak + "Bcc: eve@example.org", "Body");

        assertThat(onlyMail().getSubject()).isEqualTo("Hi Bcc: eve@example.org");
        assertThat(onlyMail().getHeader("Bcc")).isNull();
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

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void aConnectionThatBreaksBeforeTheContentLeavesTheMailSurelyUnsent(String line) throws Exception {
        try (TerseMailServer terse = new TerseMailServer(line, TerseMailServer.HANG_UP)) {
            assertThat(send(terse).status()).isEqualTo(Status.FAILED);
        }
        try (TerseMailServer terse = new TerseMailServer(line, TerseMailServer.STAY_SILENT)) {
            assertThat(send(terse).status()).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void aSecondMailGoesOverTheSameConnection() throws Exception {
        try (TerseMailServer terse = new TerseMailServer(TerseMailServer.NO_LINE, "")) {
            EmailSender sender = sender(terse.port(), Optional.empty(), "");

            for (int i = 0; i < 3; i++) {
                assertThat(sender.send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);
            }

            assertThat(terse.mails()).isEqualTo(3);
            assertThat(terse.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatTheServerEndedBetweenTwoMailsIsNoticedAndTheSecondMailIsSentOnce() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("NOOP", TerseMailServer.HANG_UP)) {
            EmailSender sender = sender(terse.port(), Optional.empty(), "");

            assertThat(sender.send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);
            assertThat(sender.send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);

            assertThat(terse.mails()).isEqualTo(2);
            assertThat(terse.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionWhoseEndTheServerAnnouncesIsNotUsedAgain() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("NOOP", "421 4.4.2 idle for too long")) {
            EmailSender sender = sender(terse.port(), Optional.empty(), "");

            sender.send(mail("mary@example.org", "Hi", "Body"));
            assertThat(sender.send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);

            assertThat(terse.connections()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatWasRestartedBetweenTwoMailsGetsBothOnce() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        EmailSender sender = sender(port, Optional.empty(), "");
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        for (int i = 0; i < 2; i++) {
            GreenMail restarted = new GreenMail(setup);
            restarted.start();
            try {
                assertThat(sender.send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);
                assertThat(restarted.getReceivedMessages()).hasSize(1);
            } finally {
                restarted.stop();
            }
        }
    }

    @Test
    void aConnectionOnWhichAMailWasRefusedIsNotUsedAgain() throws Exception {
        try (TerseMailServer terse = new TerseMailServer("RCPT", "550 5.1.1 no such mailbox")) {
            EmailSender sender = sender(terse.port(), Optional.empty(), "");

            sender.send(mail("mary@example.org", "Hi", "Body"));
            sender.send(mail("mary@example.org", "Hi", "Body"));

            assertThat(terse.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsEndedAfter100Mails() throws Exception {
        try (TerseMailServer terse = new TerseMailServer(TerseMailServer.NO_LINE, "")) {
            EmailSender sender = sender(terse.port(), Optional.empty(), "");

            for (int i = 0; i < 101; i++) {
                assertThat(sender.send(mail("mary@example.org", "Hi", "Body")).status()).isEqualTo(Status.SENT);
            }

            assertThat(terse.mails()).isEqualTo(101);
            assertThat(terse.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatWaitsForTooLongIsEnded() throws Exception {
        try (TerseMailServer terse = new TerseMailServer(TerseMailServer.NO_LINE, "")) {
            EmailSender sender = new EmailSender(settings(terse.port(), Encryption.NONE, Optional.empty(), ""),
                    (SSLSocketFactory) SSLSocketFactory.getDefault(), Duration.ofMillis(200));

            sender.send(mail("mary@example.org", "Hi", "Body"));

            await().atMost(Duration.ofSeconds(10)).until(() -> terse.openConnections() == 0);
            assertThat(terse.heard()).last().isEqualTo("QUIT");
            assertThat(terse.mails()).isEqualTo(1);
        }
    }

    @Test
    void aClosedSenderHoldsNoConnection() throws Exception {
        try (TerseMailServer terse = new TerseMailServer(TerseMailServer.NO_LINE, "")) {
            EmailSender sender = sender(terse.port(), Optional.empty(), "");
            sender.send(mail("mary@example.org", "Hi", "Body"));
            assertThat(terse.openConnections()).isEqualTo(1);

            sender.close();
            await().atMost(Duration.ofSeconds(10)).until(() -> terse.openConnections() == 0);

            sender.send(mail("mary@example.org", "Hi", "Body"));
            await().atMost(Duration.ofSeconds(10)).until(() -> terse.openConnections() == 0);
            assertThat(terse.mails()).isEqualTo(2);
        }
    }

    @Test
    void manyThreadsSendAtOnceOverConnectionsOfTheirOwn() throws Exception {
        EmailSender sender = sender(server.getSmtp().getPort(), Optional.empty(), "");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SendResult>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String subject = "mail " + i;
                results.add(threads.submit(() -> sender.send(mail("mary@example.org", subject, "Body"))));
            }
            for (Future<SendResult> result : results) {
                assertThat(result.get().status()).isEqualTo(Status.SENT);
            }
        } finally {
            threads.shutdown();
        }
        Set<String> subjects = new HashSet<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        assertThat(server.getReceivedMessages()).hasSize(200);
        assertThat(subjects).hasSize(200);
    }

    private SendResult send(TerseMailServer terse) {
        return sender(terse.port(), Optional.empty(), "").send(mail("mary@example.org", "Hi", "Body"));
    }

    private SendResult send(String to, String subject, String text) {
        return send(mail(to, subject, text));
    }

    private SendResult send(Outgoing mail) {
        return sender(server.getSmtp().getPort(), Optional.empty(), "").send(mail);
    }

    private MimeMessage onlyMail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static Outgoing mail(String to, String subject, String text) {
        return new Outgoing("n-1", to, subject, text, null, CREATED_AT, null);
    }

    private EmailSender sender(int port, Optional<String> user, String password) {
        return sender(settings(port, Encryption.NONE, user, password));
    }

    private EmailSender sender(SmtpSettings settings) {
        EmailSender sender = new EmailSender(settings);
        senders.add(sender);
        return sender;
    }

    static SmtpSettings settings(int port, Encryption encryption, Optional<String> user, String password) {
        try {
            return new SmtpSettings("127.0.0.1", port, encryption, user, password, Duration.ofSeconds(2),
                    new InternetAddress("E-Wallet <no-reply@ewallet.example>"), Optional.empty());
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

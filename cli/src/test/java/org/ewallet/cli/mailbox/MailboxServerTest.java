package org.ewallet.cli.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ewallet.cli.Ports;
import org.ewallet.cli.clients.MailboxClient;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxServerTest {

    private static final String USER = "ewallet";
    private static final String PASSWORD = "secret12";
    private static final byte PLAIN = 0;
    private static final byte WITH_HEADER = 0x40;

    private Ports ports;
    private MailboxServer server;
    private MailboxClient client;

    @BeforeEach
    void start() throws IOException {
        ports = Ports.anyFree();
        server = new MailboxServer(ports.mailbox(), new MailboxServer.Door(ports.smtp(), USER, PASSWORD),
                new MailboxServer.Door(ports.smpp(), USER, PASSWORD));
        client = new MailboxClient("http://127.0.0.1:" + ports.mailbox());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_mail_is_seen_by_its_recipient_alone() throws MessagingException {
        sendMail("johny@example.org", "Welcome, J\u00f6hny", "Hello \u20ac");
        sendMail("mary@example.org", "Other", "Other");

        List<MailboxClient.Mail> mails = client.mailsTo("johny@example.org");

        assertThat(mails).containsExactly(
                new MailboxClient.Mail("johny@example.org", "Welcome, J\u00f6hny", "Hello \u20ac"));
        assertThat(client.mailsTo("nobody@example.org")).isEmpty();
    }

    @Test
    void text_and_html_are_told_apart() throws MessagingException, IOException, InterruptedException {
        sendMail("plain", "<p>rich</p>");

        assertThat(get("/mails")).contains("\"text\":\"plain\"").contains("\"html\":\"<p>rich</p>\"");
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThatThrownBy(() -> Transport.send(textMessage("johny@example.org", "x", "x"), USER, "wrong"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void the_page_shows_what_was_sent_as_text() throws Exception {
        sendMail("johny@example.org", "<script>alert(1)</script>", "a & b");
        sendSms("+491701234567", "1 < 2".getBytes(StandardCharsets.US_ASCII), Alphabet.ALPHA_DEFAULT, PLAIN);

        assertThat(get("/"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a &amp; b", "1 &lt; 2", "+491701234567")
                .doesNotContain("<script>");
    }

    @Test
    void the_page_shows_the_html_of_a_mail_in_a_sandbox_and_its_text_beside_it() throws Exception {
        sendMail("plain & simple", "<p title='x'>r\u00efch</p></iframe><script>alert(\"1\")</script>");

        assertThat(get("/"))
                .contains("<iframe sandbox loading=\"lazy\" title=\"HTML\" srcdoc=\"&lt;p title=&#39;x&#39;&gt;"
                        + "r\u00efch&lt;/p&gt;&lt;/iframe&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\"></iframe>",
                        "<pre>plain &amp; simple</pre>")
                .doesNotContain("<script");
        assertThat(response("/").headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'unsafe-inline'");
    }

    @Test
    void the_page_shows_a_mail_without_html_as_text_alone() throws Exception {
        sendMail("johny@example.org", "Hello", "plain");

        assertThat(get("/")).contains("<pre>plain</pre>").doesNotContain("<iframe");
    }

    @Test
    void sms_in_the_alphabet_of_gsm_are_read() throws Exception {
        byte[] octets = {'H', 'i', ' ', 0x00, 0x1B, 0x65, ' ', 0x7E};

        sendSms("+491701234567", octets, Alphabet.ALPHA_DEFAULT, PLAIN);

        assertThat(client.smsTo("+491701234567"))
                .containsExactly(new MailboxClient.Sms("+491701234567", "Hi @\u20ac \u00fc"));
    }

    @Test
    void sms_in_unicode_are_read() throws Exception {
        String text = "\u041f\u0440\u0438\u0432\u0435\u0442";

        sendSms("+491701234567", text.getBytes(StandardCharsets.UTF_16BE), Alphabet.ALPHA_UCS2, PLAIN);

        assertThat(client.smsTo("+491701234567")).extracting(MailboxClient.Sms::text).containsExactly(text);
    }

    @Test
    void a_long_sms_is_put_together_from_its_parts() throws Exception {
        sendSms("+491701234567", new byte[] {5, 0, 3, 42, 2, 2, 'o', 'n', 'd'}, Alphabet.ALPHA_DEFAULT, WITH_HEADER);
        assertThat(client.smsTo("+491701234567")).isEmpty();
        sendSms("+491701234567", new byte[] {5, 0, 3, 42, 2, 1, 's', 'e', 'c'}, Alphabet.ALPHA_DEFAULT, WITH_HEADER);

        assertThat(client.smsTo("+491701234567")).extracting(MailboxClient.Sms::text).containsExactly("second");
    }

    @Test
    void a_receipt_is_sent_to_those_who_ask_for_one() throws Exception {
        List<String> receipts = new CopyOnWriteArrayList<>();
        SMPPSession session = new SMPPSession();
        session.setMessageReceiverListener(new MessageReceiverListener() {
            @Override
            public void onAcceptDeliverSm(DeliverSm receipt) {
                receipts.add(new String(receipt.getShortMessage(), StandardCharsets.US_ASCII));
            }

            @Override
            public void onAcceptAlertNotification(AlertNotification alert) {
            }

            @Override
            public DataSmResult onAcceptDataSm(DataSm message, Session source) {
                return null;
            }
        });
        session.connectAndBind("127.0.0.1", ports.smpp(), bind(PASSWORD));
        String id = session.submitShortMessage("", TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, "E-Wallet",
                TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "491701234567", new ESMClass(), (byte) 0,
                (byte) 0, null, null, new RegisteredDelivery(1), (byte) 0,
                new GeneralDataCoding(Alphabet.ALPHA_DEFAULT), (byte) 0, new byte[] {'x'}).getMessageId();

        await().until(() -> !receipts.isEmpty());
        session.unbindAndClose();
        assertThat(receipts).singleElement().asString().startsWith("id:" + id + " ").contains(" stat:DELIVRD ");
    }

    @Test
    void an_sms_client_with_a_wrong_password_is_refused() {
        SMPPSession session = new SMPPSession();

        assertThatThrownBy(() -> session.connectAndBind("127.0.0.1", ports.smpp(), bind("wrong")))
                .isInstanceOf(IOException.class);
    }

    private void sendMail(String to, String subject, String text) throws MessagingException {
        Transport.send(textMessage(to, subject, text), USER, PASSWORD);
    }

    private void sendMail(String plain, String rich) throws MessagingException {
        MimeMessage message = message("johny@example.org", "Both");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(plain, "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent(rich, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message, USER, PASSWORD);
    }

    private MimeMessage textMessage(String to, String subject, String text) throws MessagingException {
        MimeMessage message = message(to, subject);
        message.setText(text, "UTF-8");
        return message;
    }

    private MimeMessage message(String to, String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(ports.smtp()));
        properties.put("mail.smtp.auth", "true");
        MimeMessage message = new MimeMessage(jakarta.mail.Session.getInstance(properties));
        message.setFrom(new InternetAddress("wallet@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        return message;
    }

    private void sendSms(String to, byte[] octets, Alphabet alphabet, byte esmClass) throws Exception {
        SMPPSession session = new SMPPSession();
        session.connectAndBind("127.0.0.1", ports.smpp(), bind(PASSWORD));
        try {
            session.submitShortMessage("", TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, "E-Wallet",
                    TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, to.substring(1), new ESMClass(esmClass),
                    (byte) 0, (byte) 0, null, null, new RegisteredDelivery(0), (byte) 0,
                    new GeneralDataCoding(alphabet), (byte) 0, octets);
        } finally {
            session.unbindAndClose();
        }
    }

    private static BindParameter bind(String password) {
        return new BindParameter(BindType.BIND_TRX, USER, password, "", TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN, null);
    }

    private String get(String path) throws IOException, InterruptedException {
        return response(path).body();
    }

    private HttpResponse<String> response(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ports.mailbox() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

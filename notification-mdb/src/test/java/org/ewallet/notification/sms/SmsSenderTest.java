package org.ewallet.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsSenderTest {

    private static final byte UCS2 = 8;

    private MessageCentre centre;
    private SmsSender sender;

    @BeforeEach
    void start() throws IOException {
        centre = new MessageCentre();
        sender = sender(centre.port(), MessageCentre.PASSWORD);
    }

    @AfterEach
    void stop() throws IOException {
        sender.close();
        centre.close();
    }

    @Test
    void anSmsArrivesInTheGsmAlphabet() {
        SendResult result = send("Price: 5€ [ok]");

        assertThat(result).isEqualTo(SendResult.sent("taken as id-1"));
        SubmitSm sms = onlySms();
        assertThat(sms.getDataCoding()).isZero();
        assertThat(sms.getShortMessage()).isEqualTo(new byte[] {'P', 'r', 'i', 'c', 'e', ':', ' ', '5', 0x1b, 0x65, ' ',
            0x1b, 0x3c, 'o', 'k', 0x1b, 0x3e});
        assertThat(sms.getDestAddress()).isEqualTo("491701234567");
        assertThat(sms.getDestAddrTon()).isEqualTo((byte) 1);
        assertThat(sms.getDestAddrNpi()).isEqualTo((byte) 1);
        assertThat(sms.getSourceAddr()).isEqualTo("EWallet");
        assertThat(sms.getSourceAddrTon()).isEqualTo((byte) 5);
        assertThat(sms.getValidityPeriod()).isNullOrEmpty();
    }

    @Test
    void otherLettersArriveInUcs2() {
        assertThat(send("Код 4711 🎉").status()).isEqualTo(Status.SENT);

        SubmitSm sms = onlySms();
        assertThat(sms.getDataCoding()).isEqualTo(UCS2);
        assertThat(new String(sms.getShortMessage(), StandardCharsets.UTF_16BE)).isEqualTo("Код 4711 🎉");
    }

    @Test
    void aLongTextIsOneSmsWithItsTextAsPayload() {
        assertThat(send("x".repeat(161)).status()).isEqualTo(Status.SENT);
        assertThat(send("я".repeat(1_000)).status()).isEqualTo(Status.SENT);

        assertThat(centre.taken()).hasSize(2);
        assertThat(centre.taken().get(0).getShortMessage()).isEmpty();
        assertThat(payload(centre.taken().get(0))).isEqualTo("x".repeat(161).getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(payload(centre.taken().get(1)), StandardCharsets.UTF_16BE)).isEqualTo("я".repeat(1_000));
    }

    @Test
    void theMessageCentreLearnsWhenTheSmsExpires() {
        sender.send(new Outgoing("n-1", "+491701234567", null, "Code", null, Instant.EPOCH,
                Instant.parse("2030-01-31T12:34:56.789Z")));

        assertThat(onlySms().getValidityPeriod()).isEqualTo("300131123456000+");
    }

    @Test
    void oneSessionServesAllMessages() {
        send("one");
        send("two");

        assertThat(centre.taken()).hasSize(2);
        assertThat(centre.sessions()).isEqualTo(1);
    }

    @Test
    void aBrokenSessionIsBoundAnew() {
        send("one");
        centre.hangUp();

        // The break is noticed a moment later; until then a message may be lost in it.
        await().until(() -> send("two").status() == Status.SENT);
        assertThat(centre.sessions()).isEqualTo(2);
    }

    @Test
    void aMessageCentreThatIsAwayIsTriedAgainAndFoundWhenItReturns() throws IOException {
        int port = centre.port();
        centre.close();
        SmsSender patient = sender(port, MessageCentre.PASSWORD);
        assertThat(patient.send(sms("one")).status()).isEqualTo(Status.FAILED);

        try (MessageCentre returned = new MessageCentre(port)) {
            assertThat(patient.send(sms("two")).status()).isEqualTo(Status.SENT);
            assertThat(returned.taken()).hasSize(1);
        } finally {
            patient.close();
        }
    }

    @Test
    void aWrongPasswordMayBePutRightSoThatTheSmsIsTriedAgain() {
        SmsSender stranger = sender(centre.port(), "wrong!");

        SendResult result = stranger.send(sms("one"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.detail()).doesNotContain("wrong!");
        assertThat(centre.taken()).isEmpty();
    }

    @Test
    void aBadNumberIsRefusedForGood() {
        centre.decides(message -> {
            throw new ProcessRequestException("bad number", SMPPConstant.STAT_ESME_RINVDSTADR);
        });

        assertThat(send("one")).isEqualTo(SendResult.refused("the message centre answered 0x0000000B"));
    }

    @Test
    void aThrottledMessageIsTriedAgain() {
        centre.decides(message -> {
            throw new ProcessRequestException("too fast", SMPPConstant.STAT_ESME_RTHROTTLED);
        });

        assertThat(send("one").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeLeavesTheSmsUnknown() {
        CountDownLatch silence = new CountDownLatch(1);
        centre.decides(message -> hold(silence));

        assertThat(send("one").status()).isEqualTo(Status.UNKNOWN);
        silence.countDown();
    }

    @Test
    void aSessionThatBreaksAfterTheSmsLeavesItUnknown() {
        centre.decides(message -> centre.hangUp());

        assertThat(send("one").status()).isEqualTo(Status.UNKNOWN);
    }

    private SendResult send(String text) {
        return sender.send(sms(text));
    }

    private SubmitSm onlySms() {
        assertThat(centre.taken()).hasSize(1);
        return centre.taken().get(0);
    }

    private static Outgoing sms(String text) {
        return new Outgoing("n-1", "+491701234567", null, text, null, Instant.EPOCH, null);
    }

    private static byte[] payload(SubmitSm sms) {
        return ((OptionalParameter.OctetString) sms.getOptionalParameter(
                OptionalParameter.Tag.MESSAGE_PAYLOAD)).getValue();
    }

    private static SmsSender sender(int port, String password) {
        return new SmsSender(new SmppSettings("127.0.0.1", port, "ewallet", password, "EWallet"),
                Duration.ofSeconds(2));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

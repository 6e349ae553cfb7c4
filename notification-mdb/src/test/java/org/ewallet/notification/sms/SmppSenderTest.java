package org.ewallet.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ewallet.notification.Outgoing;
import org.ewallet.notification.ReceiptListener;
import org.ewallet.notification.SendResult;
import org.ewallet.notification.SendResult.Status;
import org.ewallet.notification.sms.SmppSettings.LongTexts;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmppSenderTest {

    private static final byte UCS2 = 8;
    private static final int WINDOW = 3;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile Runnable storing = () -> { };
    private final ReceiptListener receipts = (messageId, state) -> {
        storing.run();
        told.add(messageId + " " + state);
    };

    private MessageCentre centre;
    private SmppSender sender;

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

        assertThat(result).isEqualTo(SendResult.sent("taken as id-1").as(List.of("id-1")));
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
    void aLongTextArrivesInPartsThatBelongTogether() {
        SendResult result = send("x".repeat(153) + "y".repeat(10));

        assertThat(result).isEqualTo(SendResult.sent("taken as id-1, id-2").as(List.of("id-1", "id-2")));
        List<SubmitSm> parts = centre.taken();
        assertThat(parts).hasSize(2).allMatch(SubmitSm::isUdhi);
        byte reference = parts.get(0).getShortMessage()[3];
        assertThat(parts.get(0).getShortMessage()).startsWith(5, 0, 3, reference, 2, 1, 'x').hasSize(6 + 153);
        assertThat(parts.get(1).getShortMessage()).startsWith(5, 0, 3, reference, 2, 2, 'y').hasSize(6 + 10);
        assertThat(parts.get(1).getDestAddress()).isEqualTo("491701234567");
    }

    @Test
    void partsThatAreSentAgainCarryTheSameReference() {
        send("x".repeat(161));
        send("x".repeat(161));

        assertThat(centre.taken()).hasSize(4);
        assertThat(centre.taken().get(2).getShortMessage()).isEqualTo(centre.taken().get(0).getShortMessage());
    }

    @Test
    void aLongTextIsOneSmsWithItsTextAsPayloadWhereTheMessageCentrePrefersThat() {
        SmppSender payload = new SmppSender(settings(centre.port(), LongTexts.PAYLOAD, true), receipts);
        assertThat(payload.send(sms("x".repeat(161))).status()).isEqualTo(Status.SENT);
        assertThat(payload.send(sms("я".repeat(1_000))).status()).isEqualTo(Status.SENT);
        payload.close();

        assertThat(centre.taken()).hasSize(2).noneMatch(SubmitSm::isUdhi);
        assertThat(centre.taken().get(0).getShortMessage()).isEmpty();
        assertThat(payload(centre.taken().get(0))).isEqualTo("x".repeat(161).getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(payload(centre.taken().get(1)), StandardCharsets.UTF_16BE)).isEqualTo("я".repeat(1_000));
    }

    @Test
    void aTextOfWhichTheFirstPartIsThrottledIsTriedAgain() {
        centre.decides(message -> {
            throw new ProcessRequestException("too fast", SMPPConstant.STAT_ESME_RTHROTTLED);
        });

        assertThat(send("x".repeat(161)).status()).isEqualTo(Status.FAILED);
        assertThat(centre.taken()).hasSize(1);
    }

    @Test
    void aTextOfWhichALaterPartIsThrottledMayHaveGoneOut() {
        centre.decides(message -> {
            if (centre.taken().size() == 2) {
                throw new ProcessRequestException("too fast", SMPPConstant.STAT_ESME_RTHROTTLED);
            }
        });

        SendResult result = send("x".repeat(400));
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.detail()).isEqualTo(
                "part 2 of 3: the message centre answered 0x00000058; those before were taken");
        assertThat(result.messageIds()).containsExactly("id-1");
        assertThat(centre.taken()).hasSize(2);
    }

    @Test
    void aTextOfWhichALaterPartIsRefusedForGoodWillNeverArriveAsAWhole() {
        centre.decides(message -> {
            if (centre.taken().size() == 2) {
                throw new ProcessRequestException("no", SMPPConstant.STAT_ESME_RX_P_APPN);
            }
        });

        assertThat(send("x".repeat(400)).status()).isEqualTo(Status.REFUSED);
        assertThat(centre.taken()).hasSize(2);
    }

    @Test
    void aReceiptIsStoredBeforeItIsAcknowledged() throws Exception {
        send("one");

        assertThat(centre.tells(receipt("UNDELIV"))).isEqualTo(SMPPConstant.STAT_ESME_ROK);
        assertThat(told).containsExactly("id-1 UNDELIVERABLE");
        assertThat(onlySms().getRegisteredDelivery()).isEqualTo((byte) 1);
    }

    @Test
    void aReceiptThatCannotBeStoredIsAskedForAgain() throws Exception {
        send("one");
        storing = () -> {
            throw new IllegalStateException("the database is down");
        };

        assertThat(centre.tells(receipt("DELIVRD"))).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN);
    }

    @Test
    void whatIsNoFinalReceiptIsAcknowledgedAndForgotten() throws Exception {
        send("one");

        assertThat(centre.tells(receipt("ENROUTE"))).isEqualTo(SMPPConstant.STAT_ESME_ROK);
        assertThat(centre.tells("nonsense")).isEqualTo(SMPPConstant.STAT_ESME_ROK);
        assertThat(told).isEmpty();
    }

    @Test
    void withoutReceiptsNoneAreAskedForAndTheSessionOnlyTransmits() {
        SmppSender plain = new SmppSender(settings(centre.port(), LongTexts.PARTS, false), receipts);
        plain.send(sms("one"));
        plain.close();

        assertThat(onlySms().getRegisteredDelivery()).isZero();
        assertThat(centre.bindTypes()).containsExactly(BindType.BIND_TX);
    }

    @Test
    void noMoreMessagesAreUnansweredThanTheWindowAllows() throws Exception {
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(WINDOW);
        centre.decides(message -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            hold(full);
            now.decrementAndGet();
        });
        ExecutorService threads = Executors.newFixedThreadPool(2 * WINDOW);
        List<Future<SendResult>> results = new ArrayList<>();
        for (int i = 0; i < 4 * WINDOW; i++) {
            results.add(threads.submit(() -> send("one")));
        }
        for (Future<SendResult> result : results) {
            assertThat(result.get().status()).isEqualTo(Status.SENT);
        }
        threads.shutdown();

        assertThat(most).hasValue(WINDOW);
        assertThat(centre.sessions()).isEqualTo(1);
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
        SmppSender patient = sender(port, MessageCentre.PASSWORD);
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
        SmppSender stranger = sender(centre.port(), "wrong!");

        SendResult result = stranger.send(sms("one"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.detail()).doesNotContain("wrong!");
        assertThat(centre.taken()).isEmpty();
    }

    @Test
    void withTlsNothingIsSentInPlainText() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Integer> firstOctet = thread.submit(() -> {
                try (Socket connection = listener.accept()) {
                    return connection.getInputStream().read();
                }
            });
            SmppSender encrypted = new SmppSender(new SmppSettings("127.0.0.1", listener.getLocalPort(), "ewallet",
                    MessageCentre.PASSWORD, "EWallet", true, LongTexts.PARTS, true, TIMEOUT, WINDOW), receipts);

            assertThat(encrypted.send(sms("one")).status()).isEqualTo(Status.FAILED);
            assertThat(firstOctet.get()).isEqualTo(TLS_HANDSHAKE);
        } finally {
            thread.shutdownNow();
        }
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

    private static String receipt(String state) {
        return "id:id-1 sub:001 dlvrd:001 submit date:3001311234 done date:3001311235 stat:" + state
                + " err:000 text:one";
    }

    private SmppSender sender(int port, String password) {
        return new SmppSender(new SmppSettings("127.0.0.1", port, "ewallet", password, "EWallet", false,
                LongTexts.PARTS, true, TIMEOUT, WINDOW), receipts);
    }

    private static SmppSettings settings(int port, LongTexts longTexts, boolean receipts) {
        return new SmppSettings("127.0.0.1", port, "ewallet", MessageCentre.PASSWORD, "EWallet", false, longTexts,
                receipts, TIMEOUT, WINDOW);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.messaging.operations.OperatorDesk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that the real broker makes exactly one receipt per accepted letter, and who may count them. */
class BrokerReceiptsIT {

    private static final String BOX = "wallet.commands";
    private static final String RECEIPTS = "wallet.commands.accepted";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private static Path directory;
    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), Settings.onFreePorts());
        startBroker();
    }

    @AfterAll
    static void stop() {
        installation.stop(Output.to(System.out));
    }

    @AfterEach
    void empty() throws JMSException {
        // Only this test's letters, those included that are delivered later.
        for (String queue : List.of(BOX, RECEIPTS, "wallet.commands.expired")) {
            assertThat(asks(BrokerUser.OPERATOR, "queue." + queue, "removeAllMessages", "NONE")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"core, 2", "core, 1", "amqp, 2", "amqp, 1"})
    void aLetterGetsAReceiptWhetherItIsDurableOrNot(String protocol, int deliveryMode) {
        try (JMSContext sender = sender(protocol, JMSContext.AUTO_ACKNOWLEDGE)) {
            sender.createProducer().setDeliveryMode(deliveryMode).send(sender.createQueue(BOX), "{}");
        }

        expect(1, 1);
    }

    /** The broker's own limit for a question with a filter is 200. */
    @Test
    void allRecordsOfABoxAreCountedHoweverManyThereAre() throws JMSException {
        String box = "box-" + UUID.randomUUID();
        try (JMSContext operator = core(BrokerUser.OPERATOR, JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < 450; i++) {
                operator.createProducer().setProperty(OperatorDesk.BOX, i % 2 == 0 ? box : "another")
                        .send(operator.createQueue("operations.acts"), operator.createMessage());
            }
            operator.commit();
        }

        Message answer = answerTo(BrokerUser.FRONTDOOR, "queue.operations.acts", "countMessages",
                OperatorDesk.BOX + " = '" + box + "'");

        assertThat(answer.getBody(String.class)).isEqualTo("[225]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "amqp"})
    void theReceiptsOfATransactionComeAndGoWithIt(String protocol) {
        try (JMSContext sender = sender(protocol, JMSContext.SESSION_TRANSACTED)) {
            for (int i = 0; i < 3; i++) {
                sender.createProducer().send(sender.createQueue(BOX), "{}");
            }
            expect(0, 0);
            sender.rollback();
            for (int i = 0; i < 2; i++) {
                sender.createProducer().send(sender.createQueue(BOX), "{}");
            }
            sender.commit();
        }

        expect(2, 2);
    }

    @Test
    void aLetterOverStompGetsAReceipt() throws IOException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.getOutputStream().write(("CONNECT\naccept-version:1.2\nhost:127.0.0.1\nlogin:" + address.user()
                    + "\npasscode:" + address.password() + "\n\n\0SEND\ndestination:" + BOX
                    + "\ndestination-type:ANYCAST\n\n{}\0").getBytes(StandardCharsets.UTF_8));

            expect(1, 1);
        }
    }

    @Test
    void aLetterOverMqttGetsAReceipt() throws IOException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            ByteArrayOutputStream connect = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(connect);
            data.writeUTF("MQTT");
            data.write(new byte[] {4, (byte) 0b1100_0010, 0, 60});
            data.writeUTF("receipts");
            data.writeUTF(address.user());
            data.writeUTF(address.password());
            ByteArrayOutputStream publish = new ByteArrayOutputStream();
            data = new DataOutputStream(publish);
            data.writeUTF("wallet/commands");
            data.writeShort(1);
            data.writeBytes("{}");
            for (var packet : List.of(connect, publish)) {
                socket.getOutputStream().write(packet == connect ? 0x10 : 0x32);
                socket.getOutputStream().write(packet.size());
                packet.writeTo(socket.getOutputStream());
            }

            expect(1, 1);
        }
    }

    @Test
    void aReceiptIsEmptyAndNeverLate() throws JMSException {
        try (JMSContext sender = core(BrokerUser.SENDER, JMSContext.AUTO_ACKNOWLEDGE);
                JMSContext wallet = core(BrokerUser.WALLET, JMSContext.AUTO_ACKNOWLEDGE)) {
            sender.createProducer().setDeliveryDelay(60_000).setTimeToLive(60_000).setProperty("a", "b")
                    .send(sender.createQueue(BOX), "secret");

            Message receipt = wallet.createConsumer(wallet.createQueue(RECEIPTS)).receive(LIMIT.toMillis());

            assertThat(receipt.getJMSExpiration()).isZero();
            assertThat(receipt.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(receipt.getObjectProperty("a")).isNull();
            assertThat(receipt).isNotInstanceOf(TextMessage.class);
        }
    }

    @Test
    void whatTheServicePutsBackGetsNoReceipt() {
        try (JMSContext wallet = core(BrokerUser.WALLET, JMSContext.AUTO_ACKNOWLEDGE)) {
            wallet.createProducer().send(wallet.createQueue(BOX), "again");
        }

        expect(1, 0);
    }

    @Test
    void whatAnOperatorSendsAgainGetsAReceipt() {
        try (JMSContext operator = core(BrokerUser.OPERATOR, JMSContext.AUTO_ACKNOWLEDGE)) {
            operator.createProducer().send(operator.createQueue(BOX), "repaired");
        }

        expect(1, 1);
    }

    @Test
    void aLetterWhoseTimeIsOverIsKeptToBeCounted() {
        try (JMSContext sender = core(BrokerUser.SENDER, JMSContext.AUTO_ACKNOWLEDGE);
                JMSContext wallet = core(BrokerUser.WALLET, JMSContext.AUTO_ACKNOWLEDGE)) {
            sender.createProducer().setTimeToLive(1).send(sender.createQueue(BOX), "late");

            assertThat(wallet.createConsumer(wallet.createQueue("wallet.commands.expired"))
                    .receive(Duration.ofMinutes(1).toMillis())).isNotNull();
        }

        expect(0, 1);
    }

    /** Eight senders, with and without transactions; whichever record was the last, letter and receipt are a pair. */
    @Test
    void aKilledBrokerHasAsManyReceiptsAsLetters() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            AtomicLong sent = new AtomicLong();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int mode = i % 2 == 0 ? JMSContext.AUTO_ACKNOWLEDGE : JMSContext.SESSION_TRANSACTED;
                senders.add(new Thread(() -> sendUntilDead(mode, sent)));
            }
            senders.forEach(Thread::start);
            long before = sent.get();
            await().atMost(LIMIT).until(() -> sent.get() > before + 200);
            installation.kill(PartName.BROKER);
            for (Thread sender : senders) {
                sender.join();
            }
            startBroker();

            try (BrokerManagement management = installation.management()) {
                long letters = management.queue(BOX).messages();
                assertThat(letters).isPositive();
                assertThat(management.queue(RECEIPTS).messages()).as("receipts of %d letters", letters)
                        .isEqualTo(letters);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "broker, listPreparedTransactions, NONE",
        "queue.wallet.commands, messageCount,",
        "queue.wallet.commands, scheduledCount,",
        "queue.wallet.commands, firstMessageAge,",
        "queue.wallet.commands.dead, messageCount,",
        "queue.wallet.commands.invalid, messageCount,",
        "queue.wallet.commands.accepted, messageCount,",
        "queue.wallet.commands.expired, messageCount,",
        "queue.operations.acts, countMessages, a='b'",
    })
    void theFrontDoorMayAskForTheDepthsOfTheBoxes(String resource, String question, String argument)
            throws JMSException {
        assertThat(asks(BrokerUser.FRONTDOOR, resource, question, argument)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "queue.wallet.commands, removeMessages, a='b'",
        "queue.wallet.commands, pause, NONE",
        "queue.wallet.commands, listMessages, a='b'",
        "queue.wallet.commands, browse, a='b'",
        "queue.wallet.commands, getFirstMessageAsJSON, NONE",
        "queue.wallet.commands, peekFirstMessageAsJSON, NONE",
        "queue.wallet.commands.dead, retryMessages, NONE",
        "queue.wallet.commands.dead, browse, a='b'",
        "queue.wallet.account-events, messageCount,",
        "queue.operations.acts, browse, a='b'",
        "broker, version,",
        "broker, listConnectionIDs, NONE",
        "broker, getAddressSettingsAsJSON, wallet.commands",
        "address.wallet.commands, pause, NONE",
    })
    void theFrontDoorMayAskAndDoNothingElse(String resource, String question, String argument) throws JMSException {
        assertThat(asks(BrokerUser.FRONTDOOR, resource, question, argument)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDER", "SHOP", "WALLET", "ACCOUNT", "NOTIFICATION"})
    void nobodyElseMayAsk(BrokerUser user) {
        try (JMSContext context = core(user, JMSContext.AUTO_ACKNOWLEDGE)) {
            assertThatThrownBy(() -> context.createProducer().send(context.createQueue("activemq.management"), "?"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    /** Whether the broker obeys. With an argument it is asked for an operation (NONE: it takes none), else an attribute. */
    private static boolean asks(BrokerUser user, String resource, String question, String argument)
            throws JMSException {
        Message answer = answerTo(user, resource, question, argument);
        boolean told = answer.getBooleanProperty("_AMQ_OperationSucceeded");
        if (!told) {
            assertThat(answer.getBody(String.class)).containsAnyOf("AMQ229213", "AMQ229032", "Problem while");
        }
        return told;
    }

    private static Message answerTo(BrokerUser user, String resource, String question, String argument)
            throws JMSException {
        try (JMSContext asker = core(user, JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue answers = user == BrokerUser.FRONTDOOR
                    ? asker.createQueue("reply.balance." + UUID.randomUUID())
                    : asker.createTemporaryQueue();
            JMSConsumer consumer = asker.createConsumer(answers);
            TextMessage message = asker.createTextMessage();
            message.setStringProperty("_AMQ_ResourceName", resource);
            if (argument == null) {
                message.setStringProperty("_AMQ_Attribute", question);
            } else {
                message.setStringProperty("_AMQ_OperationName", question);
                message.setText(argument.equals("NONE") ? "[]" : "[\"" + argument + "\"]");
            }
            message.setJMSReplyTo(answers);
            asker.createProducer().send(asker.createQueue("activemq.management"), message);
            Message answer = consumer.receive(LIMIT.toMillis());
            assertThat(answer).isNotNull();
            return answer;
        }
    }

    private static void sendUntilDead(int mode, AtomicLong sent) {
        try (JMSContext sender = core(BrokerUser.SENDER, mode)) {
            while (true) {
                sender.createProducer().send(sender.createQueue(BOX), "{}");
                if (mode == JMSContext.SESSION_TRANSACTED) {
                    sender.commit();
                }
                sent.incrementAndGet();
            }
        } catch (JMSRuntimeException killed) {
            // That is how it ends.
        }
    }

    private static void startBroker() {
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
    }

    private static void expect(long letters, long receipts) {
        try (BrokerManagement management = installation.management()) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(List.of(management.queue(BOX).messages(),
                    management.queue(RECEIPTS).messages())).as("letters, receipts")
                    .containsExactly(letters, receipts));
        }
    }

    private static JMSContext sender(String protocol, int mode) {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        return protocol.equals("core") ? core(BrokerUser.SENDER, mode)
                : new JmsConnectionFactory("amqp://" + address.host() + ":" + address.port())
                        .createContext(address.user(), address.password(), mode);
    }

    private static JMSContext core(BrokerUser user, int mode) {
        BrokerAddress address = installation.broker(user);
        return new ActiveMQConnectionFactory("tcp://" + address.host() + ":" + address.port())
                .createContext(address.user(), address.password(), mode);
    }
}

package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.OrderPublisher;
import org.ewallet.contract.Destinations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real broker with the configuration of {@code server-config/broker}. */
class BrokerIT {

    private static final long LIMIT_MILLIS = 5_000;
    private static final Letter LETTER = Letter.with("DepositFunds", "walletId", "johny.EUR");
    private static final List<String> COMMANDS =
            List.of("account.commands", "wallet.commands", "notification.commands");
    private static final List<String> TOPICS =
            List.of("account.events", "wallet.events", "order.events", "notification.events");
    private static final List<String> SUBSCRIPTIONS = List.of("account.events::wallet.account-events",
            "account.events::notification.account-events", "wallet.events::notification.wallet-events",
            "order.events::wallet.order-events");
    private static final List<String> ASIDE = List.of("account.commands.invalid", "account.commands.dead",
            "wallet.commands.invalid", "wallet.commands.dead", "notification.commands.invalid",
            "notification.commands.dead", "wallet.account-events.invalid", "wallet.account-events.dead",
            "wallet.order-events.invalid", "wallet.order-events.dead", "notification.account-events.invalid",
            "notification.account-events.dead", "notification.wallet-events.invalid",
            "notification.wallet-events.dead");

    @TempDir
    private static Path directory;
    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), Settings.onFreePorts());
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
    }

    @AfterAll
    static void stop() {
        installation.stop(Output.to(System.out));
    }

    @AfterEach
    void empty() {
        try (JMSContext operator = login(BrokerUser.OPERATOR)) {
            for (String queue : all(COMMANDS, SUBSCRIPTIONS, ASIDE)) {
                JMSConsumer consumer = operator.createConsumer(operator.createQueue(queue));
                while (consumer.receiveNoWait() != null) {
                    // Only this test's letters.
                }
                consumer.close();
            }
        }
    }

    @Test
    void each_user_sends_only_where_he_has_to() {
        Map<BrokerUser, Set<String>> allowed = new TreeMap<>();
        for (BrokerUser user : BrokerUser.values()) {
            allowed.put(user, new TreeSet<>());
            for (String address : all(COMMANDS, TOPICS, SUBSCRIPTIONS, ASIDE)) {
                if (maySend(user, address)) {
                    allowed.get(user).add(address);
                }
            }
        }

        assertThat(allowed.get(BrokerUser.SENDER)).containsExactlyInAnyOrderElementsOf(COMMANDS);
        assertThat(allowed.get(BrokerUser.FRONTDOOR)).containsExactlyInAnyOrderElementsOf(COMMANDS);
        assertThat(allowed.get(BrokerUser.JOHNY)).containsExactlyInAnyOrderElementsOf(COMMANDS);
        assertThat(allowed.get(BrokerUser.SHOP)).containsExactly("order.events");
        assertThat(allowed.get(BrokerUser.ACCOUNT)).containsExactlyInAnyOrder("account.commands", "account.events",
                "account.commands.invalid", "account.commands.dead");
        assertThat(allowed.get(BrokerUser.WALLET)).containsExactlyInAnyOrder("wallet.commands", "wallet.events",
                "wallet.commands.invalid", "wallet.commands.dead", "account.events::wallet.account-events",
                "wallet.account-events.invalid", "wallet.account-events.dead", "order.events::wallet.order-events",
                "wallet.order-events.invalid", "wallet.order-events.dead");
        assertThat(allowed.get(BrokerUser.NOTIFICATION)).containsExactlyInAnyOrder("notification.commands",
                "notification.events", "notification.commands.invalid", "notification.commands.dead",
                "account.events::notification.account-events", "notification.account-events.invalid",
                "notification.account-events.dead", "wallet.events::notification.wallet-events",
                "notification.wallet-events.invalid", "notification.wallet-events.dead");
        assertThat(allowed.get(BrokerUser.OPERATOR))
                .containsExactlyInAnyOrderElementsOf(all(COMMANDS, TOPICS, SUBSCRIPTIONS, ASIDE));
    }

    @Test
    void each_user_reads_only_his_own_boxes() {
        Map<BrokerUser, Set<String>> allowed = new TreeMap<>();
        for (BrokerUser user : BrokerUser.values()) {
            allowed.put(user, new TreeSet<>());
            for (String queue : all(COMMANDS, SUBSCRIPTIONS, ASIDE)) {
                if (mayReceive(user, queue)) {
                    allowed.get(user).add(queue);
                }
            }
        }

        assertThat(allowed.get(BrokerUser.ACCOUNT)).containsExactly("account.commands");
        assertThat(allowed.get(BrokerUser.WALLET)).containsExactlyInAnyOrder("wallet.commands",
                "account.events::wallet.account-events", "order.events::wallet.order-events");
        assertThat(allowed.get(BrokerUser.NOTIFICATION)).containsExactlyInAnyOrder("notification.commands",
                "account.events::notification.account-events", "wallet.events::notification.wallet-events");
        for (BrokerUser outside : EnumSet.of(BrokerUser.SENDER, BrokerUser.FRONTDOOR, BrokerUser.SHOP, BrokerUser.JOHNY,
                BrokerUser.MARY)) {
            assertThat(allowed.get(outside)).as(outside.login()).isEmpty();
        }
        assertThat(allowed.get(BrokerUser.OPERATOR))
                .containsExactlyInAnyOrderElementsOf(all(COMMANDS, SUBSCRIPTIONS, ASIDE));
    }

    @Test
    void only_operators_record_what_they_did_and_nobody_takes_a_record_away() {
        for (BrokerUser user : BrokerUser.values()) {
            assertThat(maySend(user, Destinations.OPERATIONS_ACTS)).as(user.login())
                    .isEqualTo(user == BrokerUser.OPERATOR);
            assertThat(mayReceive(user, Destinations.OPERATIONS_ACTS)).as(user.login()).isFalse();
        }
    }

    @Test
    void nobody_gets_in_without_a_password() {
        BrokerAddress known = installation.broker(BrokerUser.SENDER);

        assertThatThrownBy(() -> new LetterSender(new BrokerAddress(known.host(), known.port(), null, null)))
                .isInstanceOf(CliException.class);
        assertThatThrownBy(() -> new LetterSender(new BrokerAddress(known.host(), known.port(), "sender", "guess")))
                .isInstanceOf(CliException.class).hasMessageContaining("sender@127.0.0.1")
                .hasMessageNotContaining("guess");
    }

    @Test
    void a_misspelt_box_is_an_error_and_not_a_new_box() {
        assertThat(maySend(BrokerUser.SENDER, "wallet.comands")).isFalse();
        assertThat(maySend(BrokerUser.OPERATOR, "wallet.comands")).isFalse();
    }

    @Test
    void a_service_can_answer_to_the_sender() {
        try (JMSContext sender = login(BrokerUser.SENDER); JMSContext wallet = login(BrokerUser.WALLET)) {
            TemporaryQueue replies = sender.createTemporaryQueue();
            JMSConsumer consumer = sender.createConsumer(replies);

            wallet.createProducer().send(replies, "done");

            assertThat(consumer.receiveBody(String.class, LIMIT_MILLIS)).isEqualTo("done");
        }
    }

    /** The inbox takes these two exceptions for "nobody waits any more", and must be able to go on. */
    @ParameterizedTest
    @ValueSource(strings = {"temporary", "reply.of-somebody-who-left"})
    void a_service_learns_that_nobody_waits_for_its_answer_and_goes_on(String name) throws JMSException {
        try (JMSContext sender = login(BrokerUser.SENDER)) {
            Queue replies = name.equals("temporary") ? sender.createTemporaryQueue() : sender.createQueue(name);
            sender.createProducer().setJMSReplyTo(replies).send(sender.createQueue("wallet.commands"), "letter");
        }
        try (JMSContext wallet = login(BrokerUser.WALLET, JMSContext.SESSION_TRANSACTED)) {
            Message letter = wallet.createConsumer(wallet.createQueue("wallet.commands")).receive(LIMIT_MILLIS);
            assertThatThrownBy(() -> wallet.createProducer().send(letter.getJMSReplyTo(), "done")).isInstanceOfAny(
                    InvalidDestinationRuntimeException.class, JMSSecurityRuntimeException.class);

            wallet.createProducer().send(wallet.createTopic("account.events::wallet.account-events"), "next");
            wallet.commit();
        }

        assertThat(receive(BrokerUser.WALLET, "account.events::wallet.account-events")).isNotNull();
    }

    @Test
    void a_sender_can_get_answers_in_a_queue_that_he_names() {
        try (JMSContext sender = login(BrokerUser.SENDER); JMSContext wallet = login(BrokerUser.WALLET)) {
            JMSConsumer consumer = sender.createConsumer(sender.createQueue("reply.accounting"));

            wallet.createProducer().send(wallet.createQueue("reply.accounting"), "done");

            assertThat(consumer.receiveBody(String.class, LIMIT_MILLIS)).isEqualTo("done");
        }
    }

    @Test
    void a_letter_that_no_service_can_take_leaves_the_way_for_others_at_last() {
        try (LetterSender sender = installation.sender();
                JMSContext wallet = login(BrokerUser.WALLET, JMSContext.SESSION_TRANSACTED)) {
            sender.send(LETTER);
            JMSConsumer consumer = wallet.createConsumer(wallet.createQueue("wallet.commands"));
            for (int delivery = 0; delivery < 2_000; delivery++) {
                assertThat(consumer.receive(LIMIT_MILLIS)).isNotNull();
                wallet.rollback();
            }
        }

        try (BrokerManagement management = installation.management()) {
            assertThat(management.queue("wallet.commands").messages()).isZero();
            assertThat(management.queue("wallet.commands.dead").messages()).isEqualTo(1);
        }
    }

    @Test
    void a_sender_cannot_write_to_the_replies_of_others() {
        try (JMSContext sender = login(BrokerUser.SENDER); JMSContext shop = login(BrokerUser.SHOP)) {
            TemporaryQueue replies = sender.createTemporaryQueue();

            assertThatThrownBy(() -> shop.createProducer().send(replies, "forged"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    void the_receiver_learns_from_the_broker_who_sent_a_letter() throws JMSException {
        try (LetterSender sender = installation.sender()) {
            sender.send(LETTER);
        }

        assertThat(receive(BrokerUser.WALLET, "wallet.commands").getStringProperty("JMSXUserID")).isEqualTo("sender");
    }

    @Test
    void events_wait_for_services_that_were_never_there() throws JMSException {
        try (JMSContext account = login(BrokerUser.ACCOUNT)) {
            account.createProducer().send(account.createTopic("account.events"), "registered");
        }

        assertThat(receive(BrokerUser.WALLET, "account.events::wallet.account-events").getBody(String.class))
                .isEqualTo("registered");
        assertThat(receive(BrokerUser.NOTIFICATION, "account.events::notification.account-events")
                .getBody(String.class)).isEqualTo("registered");
    }

    @Test
    void a_system_outside_can_follow_events_under_a_name_of_its_own() {
        try (JMSContext sender = login(BrokerUser.SENDER); JMSContext wallet = login(BrokerUser.WALLET)) {
            JMSConsumer consumer =
                    sender.createSharedDurableConsumer(sender.createTopic("wallet.events"), "accounting");

            wallet.createProducer().send(wallet.createTopic("wallet.events"), "transferred");

            assertThat(consumer.receiveBody(String.class, LIMIT_MILLIS)).isEqualTo("transferred");
            consumer.close();
            sender.unsubscribe("accounting");
        }
    }

    @Test
    void an_order_comes_in_over_amqp() throws JMSException {
        Letter order = Letter.with("OrderPlaced", "orderId", "o-1");
        try (OrderPublisher shop = installation.shop()) {
            shop.publish(order);
        }

        Message message = receive(BrokerUser.WALLET, "order.events::wallet.order-events");

        assertThat(message.getBody(String.class)).isEqualTo(order.data());
        assertThat(message.getStringProperty("cloudEvents_id")).isEqualTo(order.id());
        assertThat(message.getStringProperty("cloudEvents_type")).isEqualTo("org.ewallet.OrderPlaced");
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    }

    @Test
    void a_letter_comes_in_over_stomp() throws IOException, JMSException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            stomp(socket, "CONNECT\naccept-version:1.2\nhost:127.0.0.1\nlogin:" + address.user() + "\npasscode:"
                    + address.password() + "\n\n");
            stomp(socket, "SEND\ndestination:wallet.commands\ndestination-type:ANYCAST\npersistent:true\n"
                    + "cloudEvents_id:s-1\n\n{}");

            Message message = receive(BrokerUser.WALLET, "wallet.commands");

            assertThat(message.getBody(String.class)).isEqualTo("{}");
            assertThat(message.getStringProperty("cloudEvents_id")).isEqualTo("s-1");
        }
    }

    @Test
    void a_letter_comes_in_over_mqtt() throws IOException, JMSException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(mqttConnect(address));
            out.write(mqttPublish("wallet/commands", "{\"specversion\":\"1.0\"}"));
            out.flush();

            BytesMessage message = (BytesMessage) receive(BrokerUser.WALLET, "wallet.commands");

            assertThat(new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
                    .isEqualTo("{\"specversion\":\"1.0\"}");
            assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        }
    }

    @Test
    void a_service_can_put_an_event_back_into_its_own_subscription_alone() throws JMSException {
        try (JMSContext wallet = login(BrokerUser.WALLET)) {
            wallet.createProducer().send(wallet.createTopic("account.events::wallet.account-events"), "again");
        }

        assertThat(receive(BrokerUser.WALLET, "account.events::wallet.account-events").getBody(String.class))
                .isEqualTo("again");
        try (BrokerManagement management = installation.management()) {
            assertThat(management.queue("notification.account-events").messages()).isZero();
        }
    }

    @Test
    void the_management_tells_depth_and_stops_deliveries() {
        try (LetterSender sender = installation.sender(); BrokerManagement management = installation.management()) {
            management.pause("notification.commands");
            sender.send(Letter.with("SendSms", "to", "+491701234567"));

            assertThat(management.queue("notification.commands").messages()).isEqualTo(1);
            assertThat(management.queue("notification.commands").paused()).isTrue();
            try (JMSContext notification = login(BrokerUser.NOTIFICATION)) {
                JMSConsumer consumer = notification.createConsumer(notification.createQueue("notification.commands"));
                assertThat(consumer.receiveNoWait()).isNull();
                management.resume("notification.commands");
                assertThat(consumer.receive(LIMIT_MILLIS)).isNotNull();
            }
            assertThat(management.preparedTransactions()).isEmpty();
        }
    }

    @Test
    void a_copy_for_later_is_kept_for_later() {
        try (JMSContext wallet = login(BrokerUser.WALLET); BrokerManagement management = installation.management()) {
            wallet.createProducer().setDeliveryDelay(Duration.ofMillis(500).toMillis())
                    .send(wallet.createQueue("wallet.commands"), "again");

            assertThat(management.queue("wallet.commands").scheduled()).isEqualTo(1);
            assertThat(wallet.createConsumer(wallet.createQueue("wallet.commands"))
                    .receiveBody(String.class, LIMIT_MILLIS)).isEqualTo("again");
        }
    }

    @Test
    void an_accepted_letter_survives_the_death_of_the_broker() throws JMSException {
        try (LetterSender sender = installation.sender()) {
            sender.send(LETTER);
            sender.sendAll("account.commands", List.of(LETTER, LETTER));
        }

        installation.kill(PartName.BROKER);
        assertThat(installation.part(PartName.BROKER).isRunning()).isFalse();
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));

        assertThat(receive(BrokerUser.WALLET, "wallet.commands").getStringProperty("cloudEvents_id"))
                .isEqualTo(LETTER.id());
        try (BrokerManagement management = installation.management()) {
            assertThat(management.queue("account.commands").messages()).isEqualTo(2);
        }
    }

    private static JMSContext login(BrokerUser user) {
        return login(user, JMSContext.AUTO_ACKNOWLEDGE);
    }

    private static JMSContext login(BrokerUser user, int mode) {
        BrokerAddress address = installation.broker(user);
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory("tcp://" + address.host() + ":" + address.port());
        return factory.createContext(address.user(), address.password(), mode);
    }

    private static boolean maySend(BrokerUser user, String address) {
        try (JMSContext context = login(user)) {
            context.createProducer().send(destination(context, address), "may I?");
            return true;
        } catch (JMSRuntimeException refused) {
            return false;
        }
    }

    private static boolean mayReceive(BrokerUser user, String queue) {
        try (JMSContext context = login(user)) {
            context.createConsumer(context.createQueue(queue)).close();
            return true;
        } catch (JMSSecurityRuntimeException refused) {
            return false;
        }
    }

    /** A subscription belongs to a topic, and is written to as one. */
    private static Destination destination(JMSContext context, String address) {
        return TOPICS.contains(address) || SUBSCRIPTIONS.contains(address)
                ? context.createTopic(address)
                : context.createQueue(address);
    }

    private static Message receive(BrokerUser user, String queue) {
        try (JMSContext context = login(user)) {
            Message message = context.createConsumer(context.createQueue(queue)).receive(LIMIT_MILLIS);
            assertThat(message).as("a letter in %s", queue).isNotNull();
            return message;
        }
    }

    @SafeVarargs
    private static List<String> all(List<String>... lists) {
        return Arrays.stream(lists).flatMap(List::stream).toList();
    }

    private static void stomp(Socket socket, String frame) throws IOException {
        socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** MQTT 3.1.1, clean session, with user name and password. */
    private static byte[] mqttConnect(BrokerAddress address) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(4);
        data.writeByte(0b1100_0010);
        data.writeShort(60);
        data.writeUTF("broker-it");
        data.writeUTF(address.user());
        data.writeUTF(address.password());
        return packet(0x10, body);
    }

    /** At least once, which is what makes it durable. */
    private static byte[] mqttPublish(String topic, String payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF(topic);
        data.writeShort(1);
        data.write(payload.getBytes(StandardCharsets.UTF_8));
        return packet(0x32, body);
    }

    private static byte[] packet(int header, ByteArrayOutputStream body) throws IOException {
        assertThat(body.size()).as("one octet of length").isLessThan(128);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        packet.write(body.size());
        body.writeTo(packet);
        return packet.toByteArray();
    }
}

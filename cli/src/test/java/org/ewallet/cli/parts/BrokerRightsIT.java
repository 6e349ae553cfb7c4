package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.QueueDepth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what with each box, asked of the real broker; and the ways round that somebody might try. */
class BrokerRightsIT {

    private static final long LIMIT_MILLIS = 5_000;
    private static final long SHORT_MILLIS = 300;
    private static final Set<BrokerUser> NOBODY = EnumSet.noneOf(BrokerUser.class);
    private static final String JOINED = "joined";
    private static final String INTRUDER = "intruder";

    /** Every box there is, {@code topic::queue} for a service's subscription; one that is missing fails the tests. */
    private static final Map<String, Rule> RULES = rules();

    @TempDir
    private static Path directory;
    private static Installation installation;
    private static ServerLocator locator;
    private static ClientSessionFactory factory;

    private enum Action { SEND, CONSUME, BROWSE, CREATE_QUEUE, DELETE_QUEUE }

    /** Who may do it; the actions that nobody may do are left out. */
    private record Rule(Map<Action, Set<BrokerUser>> allowed) {

        private Set<BrokerUser> who(Action action) {
            return allowed.getOrDefault(action, NOBODY);
        }
    }

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("account.commands", commands(BrokerUser.ACCOUNT));
        rules.put("wallet.commands", commands(BrokerUser.WALLET));
        rules.put("notification.commands", commands(BrokerUser.NOTIFICATION));
        rules.put("account.events", topic(BrokerUser.ACCOUNT));
        rules.put("wallet.events", topic(BrokerUser.WALLET, BrokerUser.FRONTDOOR));
        rules.put("notification.events", topic(BrokerUser.NOTIFICATION));
        rules.put("order.events", topic(BrokerUser.SHOP));
        rules.put("account.events::wallet.account-events", subscription(BrokerUser.WALLET));
        rules.put("order.events::wallet.order-events", subscription(BrokerUser.WALLET));
        rules.put("account.events::notification.account-events", subscription(BrokerUser.NOTIFICATION));
        rules.put("wallet.events::notification.wallet-events", subscription(BrokerUser.NOTIFICATION));
        aside(rules, BrokerUser.ACCOUNT, "account.commands");
        aside(rules, BrokerUser.WALLET, "wallet.commands", "wallet.account-events", "wallet.order-events");
        aside(rules, BrokerUser.NOTIFICATION, "notification.commands", "notification.account-events",
                "notification.wallet-events");
        notes(rules, BrokerUser.ACCOUNT, "account.commands");
        notes(rules, BrokerUser.WALLET, "wallet.commands");
        notes(rules, BrokerUser.NOTIFICATION, "notification.commands");
        rules.put("account.replays", replays(BrokerUser.ACCOUNT));
        rules.put("wallet.replays", replays(BrokerUser.WALLET));
        rules.put("notification.replays", replays(BrokerUser.NOTIFICATION));
        rules.put("operations.acts", new Rule(Map.of(
                Action.SEND, EnumSet.of(BrokerUser.OPERATOR),
                Action.BROWSE, EnumSet.of(BrokerUser.OPERATOR))));
        return rules;
    }

    /** Anyone outside may drop a letter; the service reads, and sends itself copies for later. */
    private static Rule commands(BrokerUser service) {
        return new Rule(Map.of(
                Action.SEND, EnumSet.of(BrokerUser.SENDER, BrokerUser.JOHNY, BrokerUser.MARY, BrokerUser.FRONTDOOR, service,
                        BrokerUser.OPERATOR),
                Action.CONSUME, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.BROWSE, EnumSet.of(service, BrokerUser.OPERATOR)));
    }

    /** One publishes; outside systems may join and leave, and read what was made for them; listeners only listen. */
    private static Rule topic(BrokerUser publisher, BrokerUser... listeners) {
        Set<BrokerUser> subscribers = EnumSet.of(BrokerUser.SENDER, BrokerUser.OPERATOR);
        Set<BrokerUser> readers = EnumSet.copyOf(subscribers);
        readers.addAll(Set.of(listeners));
        return new Rule(Map.of(
                Action.SEND, EnumSet.of(publisher, BrokerUser.OPERATOR),
                Action.CONSUME, readers,
                Action.BROWSE, EnumSet.of(BrokerUser.OPERATOR),
                Action.CREATE_QUEUE, subscribers,
                Action.DELETE_QUEUE, subscribers));
    }

    /** Its service's alone; nobody can delete it. */
    private static Rule subscription(BrokerUser service) {
        return new Rule(Map.of(
                Action.SEND, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.CONSUME, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.BROWSE, EnumSet.of(service, BrokerUser.OPERATOR)));
    }

    /** What the broker notes of a box; its service counts it. */
    private static void notes(Map<String, Rule> rules, BrokerUser service, String box) {
        Rule rule = new Rule(Map.of(
                Action.CONSUME, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.BROWSE, EnumSet.of(BrokerUser.OPERATOR)));
        rules.put(box + ".accepted", rule);
        rules.put(box + ".expired", rule);
    }

    /** Operators order, the service carries out, and sends itself what is left to do. */
    private static Rule replays(BrokerUser service) {
        return new Rule(Map.of(
                Action.SEND, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.CONSUME, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.BROWSE, EnumSet.of(BrokerUser.OPERATOR)));
    }

    private static void aside(Map<String, Rule> rules, BrokerUser service, String... boxes) {
        Rule rule = new Rule(Map.of(
                Action.SEND, EnumSet.of(service, BrokerUser.OPERATOR),
                Action.CONSUME, EnumSet.of(BrokerUser.OPERATOR),
                Action.BROWSE, EnumSet.of(BrokerUser.OPERATOR)));
        for (String box : boxes) {
            rules.put(box + ".invalid", rule);
            rules.put(box + ".dead", rule);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), Settings.onFreePorts());
        installation.start(Set.of(PartName.BROKER), Output.to(System.out));
        BrokerAddress address = installation.broker(BrokerUser.OPERATOR);
        locator = ActiveMQClient.createServerLocator("tcp://" + address.host() + ":" + address.port());
        factory = locator.createSessionFactory();
    }

    @AfterAll
    static void stop() {
        factory.close();
        locator.close();
        installation.stop(Output.to(System.out));
    }

    @AfterEach
    void removeWhatJoined() {
        try (BrokerManagement management = installation.management()) {
            management.subscriptions().stream().filter(found -> found.isJoined())
                    .forEach(joined -> management.unsubscribe(joined.queue(), true));
        }
    }

    /** A new address or queue in {@code broker.xml} has to be given a rule here. */
    @Test
    void every_box_of_the_broker_has_a_rule() {
        assertThat(boxesOfTheBroker()).containsExactlyInAnyOrderElementsOf(RULES.keySet());
    }

    static List<Arguments> everyUserAndAction() {
        List<Arguments> all = new ArrayList<>();
        for (String box : RULES.keySet()) {
            Set<Action> actions = EnumSet.allOf(Action.class);
            if (box.contains("::")) {
                // Queues are made at the topic, which has a rule of its own.
                actions.remove(Action.CREATE_QUEUE);
            }
            for (Action action : actions) {
                for (BrokerUser user : BrokerUser.values()) {
                    all.add(Arguments.of(user, action, box));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everyUserAndAction")
    void each_user_does_what_he_has_to_and_nothing_else(BrokerUser user, Action action, String box)
            throws ActiveMQException {
        assertThat(may(user, action, box)).isEqualTo(RULES.get(box).who(action).contains(user));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    void only_the_operator_manages(BrokerUser user) throws ActiveMQException {
        // The front door may ask for a few numbers and nothing else, as BrokerReceiptsIT shows.
        assertThat(may(user, Action.SEND, "activemq.management")).isEqualTo(user == BrokerUser.FRONTDOOR);
        assertThat(may(user, Action.CREATE_QUEUE, "activemq.notifications")).isFalse();
        assertThat(may(user, Action.CREATE_QUEUE, "wallet.comands")).as("a new address").isFalse();
        assertThat(may(user, Action.CREATE_QUEUE, "#")).as("everything").isFalse();
        assertThat(may(user, Action.CREATE_QUEUE, "*.events")).as("every topic").isFalse();
    }

    /** No name that an outside subscriber chooses makes a service's subscription his, from no topic. */
    @ParameterizedTest
    @ValueSource(strings = {"wallet.events", "order.events", "account.events"})
    void a_service_is_not_robbed_by_taking_its_name(String topic) {
        try (JMSContext wallet = login(BrokerUser.WALLET)) {
            wallet.createProducer().send(wallet.createTopic("wallet.events"), "transferred");
        }
        long backlog = backlog("notification.wallet-events");
        try (JMSContext thief = login(BrokerUser.SENDER)) {
            thief.setClientID("notification");
            assertThatThrownBy(() -> thief.createDurableConsumer(thief.createTopic(topic), "wallet-events"))
                    .isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(() -> thief.unsubscribe("wallet-events"))
                    .isInstanceOf(JMSSecurityRuntimeException.class);
        }
        assertThat(backlog).isPositive();
        assertThat(backlog("notification.wallet-events")).isEqualTo(backlog);
    }

    /** A queue cannot be reached through an address that is open. */
    @ParameterizedTest
    @ValueSource(strings = {"order.events::notification.wallet-events", "account.events::wallet.commands",
        "reply.me::wallet.commands", "wallet.commands::wallet.commands", "notification.wallet-events"})
    void a_box_is_not_read_through_another_address(String name) {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (JMSContext thief = login(BrokerUser.SENDER)) {
            assertThatThrownBy(() -> thief.createConsumer(thief.createQueue(name)))
                    .isInstanceOf(JMSRuntimeException.class);
        }
        try (JMSContext thief = new JmsConnectionFactory("amqp://" + address.host() + ":" + address.port())
                .createContext(address.user(), address.password())) {
            assertThatThrownBy(() -> thief.createConsumer(thief.createQueue(name)))
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.events\\c\\cnotification.wallet-events", "account.events\\c\\cwallet.commands",
        "wallet.events\\c\\cnotification.wallet-events", "wallet.commands",
        "wallet.events\nsubscription-type:MULTICAST\ndurable-subscription-name:wallet-events"})
    void a_box_is_not_read_over_stomp(String destination) throws IOException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            assertThat(stomp(socket, "CONNECT\naccept-version:1.2\nhost:x\nclient-id:notification\nlogin:"
                    + address.user() + "\npasscode:" + address.password())).startsWith("CONNECTED");

            assertThat(stomp(socket, "SUBSCRIBE\nid:1\nreceipt:r\ndestination:" + destination)).startsWith("ERROR");
        }
    }

    /** Nobody listens to the answers of others by asking for all of them. */
    @ParameterizedTest
    @EnumSource(names = {"SENDER", "SHOP", "FRONTDOOR"})
    void answers_reach_only_the_queue_they_were_sent_to(BrokerUser curious) {
        try (JMSContext asker = login(BrokerUser.SENDER); JMSContext spy = login(curious);
                JMSContext wallet = login(BrokerUser.WALLET)) {
            Queue replies = asker.createQueue("reply.accounting");
            JMSConsumer own = asker.createConsumer(replies);
            JMSConsumer wildcard = spy.createConsumer(spy.createQueue("reply.#"));
            JMSConsumer wildcardTopic = spy.createSharedConsumer(spy.createTopic("reply.*"), "curious");
            for (int i = 0; i < 4; i++) {
                wallet.createProducer().send(wallet.createQueue("reply.accounting"), "done");
            }

            for (int i = 0; i < 4; i++) {
                assertThat(own.receiveBody(String.class, LIMIT_MILLIS)).isEqualTo("done");
            }
            assertThat(wildcard.receive(SHORT_MILLIS)).isNull();
            assertThat(wildcardTopic.receive(SHORT_MILLIS)).isNull();
        }
    }

    /** A person gets answers at temporary queues, and does not read those of others at queues with names. */
    @Test
    void a_person_has_temporary_queues_only() {
        try (JMSContext person = login(BrokerUser.JOHNY); JMSContext asker = login(BrokerUser.SENDER);
                JMSContext wallet = login(BrokerUser.WALLET)) {
            asker.createConsumer(asker.createQueue("reply.accounting")).close();
            Queue replies = person.createTemporaryQueue();
            JMSConsumer own = person.createConsumer(replies);
            wallet.createProducer().send(replies, "done");

            assertThat(own.receiveBody(String.class, LIMIT_MILLIS)).isEqualTo("done");
            for (String name : List.of("reply.accounting", "reply.mine")) {
                assertThatThrownBy(() -> person.createConsumer(person.createQueue(name)))
                        .isInstanceOf(JMSRuntimeException.class);
            }
        }
    }

    /** Over AMQP too; and nobody says for himself who he is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "_AMQ_VALIDATED_USER", "JMSXUserID"})
    void the_broker_tells_who_sent_a_letter_over_amqp(String forged) throws JMSException {
        BrokerAddress johny = installation.broker(BrokerUser.JOHNY);
        boolean isRefused = false;
        try (JMSContext amqp = new JmsConnectionFactory(johny.amqp()).createContext(johny.user(), johny.password())) {
            Message letter = amqp.createTextMessage("letter");
            if (!forged.isEmpty()) {
                letter.setStringProperty(forged, "sender");
            }
            amqp.createProducer().send(amqp.createQueue("wallet.commands"), letter);
        } catch (JMSRuntimeException refused) {
            isRefused = true;
        }
        try (JMSContext wallet = login(BrokerUser.WALLET)) {
            Message letter = wallet.createConsumer(wallet.createQueue("wallet.commands")).receive(isRefused
                    ? SHORT_MILLIS : LIMIT_MILLIS);
            assertThat(isRefused).isEqualTo(letter == null);
            assertThat(isRefused).isEqualTo(forged.equals("_AMQ_VALIDATED_USER"));
            if (letter != null) {
                assertThat(letter.getStringProperty("JMSXUserID")).isEqualTo("johny");
            }
        }
    }

    @Test
    void nobody_gets_in_without_a_password_over_amqp() {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        JmsConnectionFactory amqp = new JmsConnectionFactory("amqp://" + address.host() + ":" + address.port());

        assertThatThrownBy(() -> amqp.createContext().start()).isInstanceOf(JMSSecurityRuntimeException.class);
        assertThatThrownBy(() -> amqp.createContext("sender", "guess").start())
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\nlogin:sender\npasscode:guess"})
    void nobody_gets_in_without_a_password_over_stomp(String login) throws IOException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        try (Socket socket = new Socket(address.host(), address.port())) {
            assertThat(stomp(socket, "CONNECT\naccept-version:1.2\nhost:x" + login)).startsWith("ERROR");
        }
    }

    @Test
    void nobody_gets_in_without_a_password_over_mqtt() throws MqttException {
        BrokerAddress address = installation.broker(BrokerUser.SENDER);
        MqttClient client = new MqttClient("tcp://" + address.host() + ":" + address.port(), "anonymous",
                new MemoryPersistence());

        assertThatThrownBy(client::connect).isInstanceOf(MqttException.class);

        client.close();
    }

    /** Whether the broker lets him; what he has done is undone. */
    private static boolean may(BrokerUser user, Action action, String box) throws ActiveMQException {
        BrokerAddress login = installation.broker(user);
        boolean isTopic = box.endsWith(".events");
        if (isTopic && action != Action.SEND && action != Action.CREATE_QUEUE) {
            join(box);
        }
        String queue = isTopic ? JOINED : box.substring(box.lastIndexOf(':') + 1);
        try (ClientSession session =
                factory.createSession(login.user(), login.password(), false, true, true, false, 0)) {
            switch (action) {
                case SEND -> session.createProducer(box).send(session.createMessage(true));
                case CONSUME -> session.createConsumer(queue).close();
                case BROWSE -> session.createConsumer(queue, true).close();
                case CREATE_QUEUE -> {
                    session.createQueue(QueueConfiguration.of(INTRUDER).setAddress(box.split("::")[0])
                            .setRoutingType(isTopic ? RoutingType.MULTICAST : RoutingType.ANYCAST));
                    remove(INTRUDER);
                }
                case DELETE_QUEUE -> session.deleteQueue(queue);
                default -> throw new IllegalArgumentException(action.name());
            }
            return true;
        } catch (ActiveMQSecurityException refused) {
            return false;
        }
    }

    private static void join(String topic) {
        try (BrokerManagement management = installation.management()) {
            if (management.queues().stream().noneMatch(queue -> queue.name().equals(JOINED))) {
                management.subscribe(topic, JOINED);
            }
        }
    }

    private static void remove(String queue) {
        try (BrokerManagement management = installation.management()) {
            management.unsubscribe(queue, true);
        }
    }

    private static Set<String> boxesOfTheBroker() {
        Set<String> boxes = new TreeSet<>();
        try (BrokerManagement management = installation.management()) {
            management.addresses().stream()
                    .filter(address -> !address.startsWith("activemq.") && !address.startsWith("$"))
                    .filter(address -> !address.startsWith("reply.") && !isTemporary(address))
                    .forEach(boxes::add);
            management.subscriptions().forEach(found -> boxes.add(found.topic() + "::" + found.queue()));
            List<String> queues = management.queues().stream().map(QueueDepth::name)
                    .filter(name -> !name.startsWith("$") && !name.startsWith("reply.")).toList();
            assertThat(boxes.stream().map(box -> box.substring(box.lastIndexOf(':') + 1)))
                    .as("no queue that the addresses do not tell of").containsAll(queues);
        }
        return boxes;
    }

    private static boolean isTemporary(String address) {
        return address.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static JMSContext login(BrokerUser user) {
        BrokerAddress address = installation.broker(user);
        return new ActiveMQConnectionFactory("tcp://" + address.host() + ":" + address.port())
                .createContext(address.user(), address.password());
    }

    private static long backlog(String queue) {
        try (BrokerManagement management = installation.management()) {
            return management.queue(queue).messages();
        }
    }

    /** Sends a frame and returns the one that answers it. */
    private static String stomp(Socket socket, String frame) throws IOException {
        socket.setSoTimeout((int) LIMIT_MILLIS);
        socket.getOutputStream().write((frame + "\n\n\0").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int octet = in.read(); octet > 0; octet = in.read()) {
            answer.append((char) octet);
        }
        return answer.toString().stripLeading();
    }
}

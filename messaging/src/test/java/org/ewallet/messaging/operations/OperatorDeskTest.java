package org.ewallet.messaging.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.ConfiguredBroker;
import org.ewallet.messaging.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what operators can do with letters put aside, at a broker with the real addresses and rights. */
class OperatorDeskTest {

    private static final long LIMIT_MILLIS = 5_000;
    private static final String OPERATOR = "operator";
    private static final String BOX = "wallet.commands";
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    /** In the records, which nobody can take away between tests. */
    private final String why = "because of " + Ids.next();
    private JMSContext jms;
    private OperatorDesk desk;

    @BeforeEach
    void logIn() {
        jms = BROKER.connections().createContext(OPERATOR, OPERATOR);
        desk = OperatorDesk.open(BROKER.connections(), OPERATOR, OPERATOR, CLOCK);
    }

    @AfterEach
    void empty() {
        desk.close();
        for (Box box : Box.ALL) {
            takeAll(Aside.DEAD.queue(box.name()));
            takeAll(Aside.INVALID.queue(box.name()));
            takeAll(box.name().equals(box.address()) ? box.name() : box.address() + "::" + box.name());
        }
        jms.close();
    }

    @Test
    void theBoxesAreThoseOfTheBroker() throws IOException {
        Set<String> known = new TreeSet<>();
        Box.ALL.forEach(box -> known.add(box.name()));
        String xml = Files.readString(ConfiguredBroker.CONFIGURATION.resolve("broker.xml"));

        assertThat(Pattern.compile("queue name=\"([^\"]*)\\.dead\"").matcher(xml).results()
                .map(MatchResult::group)).hasSize(Box.ALL.size());
        for (Aside aside : Aside.values()) {
            assertThat(known).allMatch(box -> xml.contains("<queue name=\"" + aside.queue(box) + "\"/>"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lettersAreCountedByBoxAndCause(Aside aside) throws JMSException {
        putAside(aside, BOX, "l1", "java.lang.IllegalStateException");
        putAside(aside, BOX, "l2", "BAD_DATA");
        putAside(aside, BOX, "l3", "java.lang.IllegalStateException");
        putAside(aside, "wallet.order-events", "l4", null);

        assertThat(desk.groups(LetterSelection.all(aside)))
                .extracting(LetterGroup::box, LetterGroup::cause, LetterGroup::letters)
                .containsExactly(tuple(BOX, "java.lang.IllegalStateException", 2L), tuple(BOX, "BAD_DATA", 1L),
                        tuple("wallet.order-events", "DELIVERY_ATTEMPTS_EXHAUSTED", 1L));
        assertThat(desk.groups(new LetterSelection(aside, BOX, "BAD_DATA", null)))
                .extracting(LetterGroup::letters).containsExactly(1L);
        assertThat(desk.groups(new LetterSelection(aside, null, "DELIVERY_ATTEMPTS_EXHAUSTED", null)))
                .extracting(LetterGroup::box).containsExactly("wallet.order-events");
        Aside other = aside == Aside.DEAD ? Aside.INVALID : Aside.DEAD;
        assertThat(desk.groups(LetterSelection.all(other))).isEmpty();
    }

    @Test
    void aGroupTellsWhenItsFirstAndItsLastLetterWerePutAside() throws JMSException {
        List<Instant> times = new ArrayList<>();
        for (String id : List.of("l1", "l2", "l3")) {
            times.add(Instant.ofEpochMilli(putAside(Aside.DEAD, BOX, id, "X").getJMSTimestamp()));
        }

        LetterGroup group = desk.groups(LetterSelection.all(Aside.DEAD)).get(0);

        assertThat(group.oldest()).isEqualTo(Collections.min(times));
        assertThat(group.newest()).isEqualTo(Collections.max(times));
    }

    @Test
    void aLetterIsShownWithAllThatIsKnownOfIt() throws JMSException {
        Message put = putAside(Aside.DEAD, BOX, "l1", "java.io.IOException", letter -> {
            letter.setStringProperty("colour", "red");
            letter.setJMSReplyTo(jms.createQueue("reply.me"));
        });

        List<LetterAside> shown = desk.letters(new LetterSelection(Aside.DEAD, BOX, null, "l1"), 10);

        assertThat(shown).hasSize(1);
        LetterAside letter = shown.get(0);
        assertThat(letter.letterId()).isEqualTo("l1");
        assertThat(letter.messageId()).isEqualTo(put.getJMSMessageID());
        assertThat(letter.cause()).isEqualTo("java.io.IOException");
        assertThat(letter.detail()).isEqualTo("it is broken");
        assertThat(letter.attempts()).isEqualTo(7);
        assertThat(letter.firstFailedAt()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(letter.lastFailedAt()).isEqualTo("2030-01-01T00:36:00Z");
        assertThat(letter.type()).isEqualTo("org.ewallet.DepositFunds");
        assertThat(letter.headers()).containsEntry("colour", "red").containsEntry("JMSReplyTo", "reply.me")
                .containsEntry("JMSCorrelationID", "c1").doesNotContainKey("ewallet_reason");
        assertThat(letter.body()).isEqualTo("body of l1");
        assertThat(desk.letters(new LetterSelection(Aside.DEAD, null, null, put.getJMSMessageID()), 10))
                .isEqualTo(shown);
        assertThat(desk.letters(new LetterSelection(Aside.DEAD, null, null, "l' OR 'a' = 'a"), 10)).isEmpty();
    }

    @Test
    void bytesAreShownAsTextIfTheyAreText() {
        send(Aside.INVALID.queue(BOX), bytes("{}".getBytes(StandardCharsets.UTF_8)));
        send(Aside.INVALID.queue(BOX), bytes(new byte[] {(byte) 0xff, 0}));

        assertThat(desk.letters(LetterSelection.all(Aside.INVALID), 10))
                .extracting(LetterAside::bodyFormat, LetterAside::body)
                .containsExactly(tuple(LetterAside.BodyFormat.TEXT, "{}"),
                        tuple(LetterAside.BodyFormat.BASE64, "/wA="));
        assertThat(desk.letters(LetterSelection.all(Aside.INVALID), 1)).hasSize(1);
    }

    /** While a large letter is on its way the broker says that there are no more. */
    @Test
    void noLetterIsLeftOutThoughThereAreLargeOnes() {
        int letters = 300;
        for (int i = 0; i < letters; i++) {
            send(Aside.INVALID.queue(BOX), bytes(new byte[i % 3 == 0 ? 250_000 : 1_000]));
        }

        for (int i = 0; i < 5; i++) {
            assertThat(desk.groups(LetterSelection.all(Aside.INVALID))).extracting(LetterGroup::letters)
                    .containsExactly((long) letters);
        }
        assertThat(desk.letters(LetterSelection.all(Aside.INVALID), 2 * letters)).hasSize(letters);
        assertThat(desk.letters(new LetterSelection(Aside.INVALID, BOX, "DELIVERY_ATTEMPTS_EXHAUSTED", null), 2 * letters))
                .hasSize(letters);
        assertThat(desk.discard(LetterSelection.all(Aside.INVALID), why).letters()).isEqualTo(letters);
    }

    /** A thousand letters of a megabyte each would take all memory of the server that shows them. */
    @Test
    void lettersBehindManyLargeOnesAreShortened() {
        int letters = 30;
        int size = 250_000;
        for (int i = 0; i < letters; i++) {
            send(Aside.INVALID.queue(BOX), bytes("x".repeat(size).getBytes(StandardCharsets.US_ASCII)));
        }

        List<LetterAside> all = desk.letters(LetterSelection.all(Aside.INVALID), 2 * letters);

        assertThat(all).hasSize(letters);
        assertThat(all.get(0).body()).hasSize(size);
        assertThat(all.get(letters - 1).body()).hasSize(500).endsWith("x\u2026");
        assertThat(all.stream().mapToLong(LetterAside::length).sum())
                .isLessThan(OperatorDesk.MOST_CHARACTERS + 2 * size);
        String last = all.get(letters - 1).messageId();
        assertThat(desk.letters(new LetterSelection(Aside.INVALID, BOX, null, last), 2)).singleElement()
                .satisfies(letter -> assertThat(letter.body()).hasSize(size));
    }

    @Test
    void aReplayedLetterKeepsItsIdAndIsOtherwiseAsIfItHadNeverFailed() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "java.io.IOException", letter -> {
            letter.setIntProperty("weight", 5);
            letter.setJMSReplyTo(jms.createQueue("reply.me"));
            letter.setJMSType("t");
        });

        assertThat(desk.replay(new LetterSelection(Aside.DEAD, null, null, "l1"), null))
                .isEqualTo(new ActResult(1, 0));

        Message replayed = takeOnly(BOX);
        assertThat(replayed.getStringProperty("cloudEvents_id")).isEqualTo("l1");
        assertThat(names(replayed)).noneMatch(name -> name.startsWith("ewallet_"));
        assertThat(replayed.getIntProperty("weight")).isEqualTo(5);
        assertThat(replayed.getJMSCorrelationID()).isEqualTo("c1");
        assertThat(replayed.getJMSType()).isEqualTo("t");
        assertThat(replayed.getJMSReplyTo()).isEqualTo(jms.createQueue("reply.me"));
        assertThat(replayed.getJMSExpiration()).isZero();
        assertThat(replayed.getBody(String.class)).isEqualTo("body of l1");
        assertThat(takeAll(Aside.DEAD.queue(BOX))).isEmpty();
    }

    @Test
    void bytesAreReplayedAsTheyAre() throws JMSException {
        byte[] content = {(byte) 0xff, 0, 1};
        send(Aside.INVALID.queue(BOX), bytes(content));

        desk.replay(LetterSelection.all(Aside.INVALID), null);

        assertThat(takeOnly(BOX).getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void anEventComesBackToTheSubscriberWhoCouldNotHandleItAndToNoOther() throws JMSException {
        putAside(Aside.DEAD, "wallet.account-events", "e1", "java.io.IOException");

        desk.replay(LetterSelection.all(Aside.DEAD), null);

        assertThat(takeAll("account.events::notification.account-events")).isEmpty();
        assertThat(takeOnly("account.events::wallet.account-events").getStringProperty("cloudEvents_id"))
                .isEqualTo("e1");
    }

    @Test
    void aGroupIsReplayedWithoutItsNeighbours() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        putAside(Aside.DEAD, BOX, "l2", "B");
        putAside(Aside.DEAD, BOX, "l3", "A");
        putAside(Aside.DEAD, "account.commands", "l4", "A");
        putAside(Aside.INVALID, BOX, "l5", "A");

        assertThat(desk.replay(new LetterSelection(Aside.DEAD, BOX, "A", null), null).letters()).isEqualTo(2);

        assertThat(ids(takeAll(BOX))).containsExactly("l1", "l3");
        assertThat(desk.groups(LetterSelection.all(Aside.DEAD))).extracting(LetterGroup::letters)
                .containsExactly(1L, 1L);
        assertThat(desk.groups(LetterSelection.all(Aside.INVALID))).extracting(LetterGroup::letters)
                .containsExactly(1L);
    }

    /** Each letter dies again at once, and overtakes those that are still to be replayed. */
    @Test
    void allAreReplayedOnceThoughTheyDieAgain() throws JMSException {
        int letters = 2 * OperatorDesk.LETTERS_PER_TRANSACTION + 50;
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < letters; i++) {
            putAside(Aside.DEAD, BOX, "l" + i, "A");
            expected.add("l" + i);
        }
        List<String> replayed = new ArrayList<>();
        ConnectionFactory connections = committing(real -> {
            real.commit();
            for (Message letter : takeAll(BOX)) {
                replayed.addAll(ids(List.of(letter)));
                dieAgain(letter);
            }
        });

        try (OperatorDesk busy = OperatorDesk.open(connections, OPERATOR, OPERATOR, CLOCK)) {
            assertThat(busy.replay(LetterSelection.all(Aside.DEAD), why).letters()).isEqualTo(letters);
        }

        assertThat(replayed).isEqualTo(expected);
        assertThat(recorded()).hasSize(letters);
        assertThat(ids(takeAll(Aside.DEAD.queue(BOX)))).isEqualTo(expected);
    }

    @Test
    void aReplayedLetterWhoseTimeToLiveIsOverHasNoEffectAndThatIsTold() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A",
                letter -> letter.setStringProperty("ewallet_expiresAt", "2020-01-01T00:00:00Z"));
        putAside(Aside.DEAD, BOX, "l2", "A",
                letter -> letter.setStringProperty("ewallet_expiresAt", "2999-01-01T00:00:00Z"));
        putAside(Aside.DEAD, BOX, "l3", "A", letter -> letter.setStringProperty("ewallet_expiresAt", "nonsense"));

        assertThat(desk.replay(LetterSelection.all(Aside.DEAD), null)).isEqualTo(new ActResult(3, 1));

        List<Message> replayed = takeAll(BOX).stream().filter(letter -> !ids(List.of(letter)).contains("l1")).toList();
        assertThat(ids(replayed)).containsExactly("l2", "l3");
        assertThat(Instant.ofEpochMilli(replayed.get(0).getJMSExpiration()))
                .isBetween(Instant.parse("2998-12-31T23:59:00Z"), Instant.parse("2999-01-01T00:01:00Z"));
        assertThat(replayed.get(1).getJMSExpiration()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void discardingNeedsAReason(String reason) throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");

        assertThatThrownBy(() -> desk.discard(LetterSelection.all(Aside.DEAD), reason))
                .isInstanceOf(InvalidMessageException.class).hasMessageContaining("reason");

        assertThat(takeAll(Aside.DEAD.queue(BOX))).hasSize(1);
    }

    @Test
    void eachActIsRecordedForEachLetter() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        putAside(Aside.DEAD, BOX, null, null);
        putAside(Aside.INVALID, "account.commands", "l3", "BAD_DATA");

        desk.replay(new LetterSelection(Aside.DEAD, BOX, "A", null), why);
        String messageId = desk.letters(LetterSelection.all(Aside.DEAD), 1).get(0).messageId();
        desk.discard(new LetterSelection(Aside.DEAD, null, null, messageId), why);
        desk.discard(LetterSelection.all(Aside.INVALID), why);

        assertThat(recorded()).containsExactly(
                new Act(NOW, OPERATOR, Act.Kind.REPLAY, Aside.DEAD, BOX, "l1", "A", why),
                new Act(NOW, OPERATOR, Act.Kind.DISCARD, Aside.DEAD, BOX, messageId, "DELIVERY_ATTEMPTS_EXHAUSTED",
                        why),
                new Act(NOW, OPERATOR, Act.Kind.DISCARD, Aside.INVALID, "account.commands", "l3", "BAD_DATA", why));
        assertThat(desk.acts(Aside.DEAD, 1)).extracting(Act::letterId, Act::reason)
                .containsExactly(tuple(messageId, why));
        assertThat(desk.acts(Aside.INVALID, 1)).extracting(Act::letterId, Act::reason)
                .containsExactly(tuple("l3", why));
        assertThat(takeAll(Aside.DEAD.queue(BOX))).isEmpty();
        assertThat(takeAll(Aside.INVALID.queue("account.commands"))).isEmpty();
        assertThat(ids(takeAll(BOX))).containsExactly("l1");
    }

    @Test
    void recordsCanBeCountedByBoxWithASelector() throws JMSException {
        long before = countActs("ewallet_act = 'DISCARD' AND ewallet_aside = 'DEAD' AND ewallet_box = '" + BOX + "'");
        putAside(Aside.DEAD, BOX, "l1", "A");
        putAside(Aside.DEAD, "account.commands", "l2", "A");

        desk.discard(LetterSelection.all(Aside.DEAD), why);

        assertThat(countActs("ewallet_act = 'DISCARD' AND ewallet_aside = 'DEAD' AND ewallet_box = '" + BOX + "'"))
                .isEqualTo(before + 1);
    }

    @Test
    void aLetterItsReturnAndItsRecordAreOneTransaction() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        List<String> seenBeforeEachCommit = new ArrayList<>();
        ConnectionFactory connections = committing(real -> {
            seenBeforeEachCommit.add(takeAll(BOX).size() + " back, " + recorded().size() + " recorded");
            real.commit();
        });

        try (OperatorDesk counting = OperatorDesk.open(connections, OPERATOR, OPERATOR, CLOCK)) {
            counting.replay(LetterSelection.all(Aside.DEAD), why);
        }

        assertThat(seenBeforeEachCommit).containsExactly("0 back, 0 recorded");
        assertThat(ids(takeAll(BOX))).containsExactly("l1");
        assertThat(recorded()).hasSize(1);
        assertThat(takeAll(Aside.DEAD.queue(BOX))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCrashBeforeTheCommitLeavesTheLetterAndNoRecord(Act.Kind kind) throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        ConnectionFactory connections = committing(real -> {
            real.close();
            throw new JMSRuntimeException("the connection is gone");
        });

        try (OperatorDesk crashing = OperatorDesk.open(connections, OPERATOR, OPERATOR, CLOCK)) {
            LetterSelection all = LetterSelection.all(Aside.DEAD);
            assertThatThrownBy(() -> {
                if (kind == Act.Kind.REPLAY) {
                    crashing.replay(all, why);
                } else {
                    crashing.discard(all, why);
                }
            }).isInstanceOf(JMSRuntimeException.class).hasMessage("the connection is gone");
        }

        assertThat(recorded()).isEmpty();
        assertThat(takeAll(BOX)).isEmpty();
        assertThat(ids(takeAll(Aside.DEAD.queue(BOX)))).containsExactly("l1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "frontdoor", "shop", "account", "wallet", "notification"})
    void nobodyButAnOperatorMayLookOrAct(String user) throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");

        try (OperatorDesk other = OperatorDesk.open(BROKER.connections(), user, user, CLOCK)) {
            LetterSelection all = LetterSelection.all(Aside.DEAD);
            assertThatThrownBy(() -> other.groups(all)).isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(() -> other.letters(all, 1)).isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(() -> other.replay(all, why)).isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(() -> other.discard(all, why)).isInstanceOf(JMSSecurityRuntimeException.class);
            assertThatThrownBy(() -> other.acts(Aside.DEAD, 1)).isInstanceOf(JMSSecurityRuntimeException.class);
        }
        try (JMSContext session = BROKER.connections().createContext(user, user)) {
            assertThatThrownBy(() -> session.createProducer()
                    .send(session.createQueue(Destinations.OPERATIONS_ACTS), "forged"))
                    .isInstanceOf(JMSSecurityRuntimeException.class);
        }

        assertThat(takeAll(Aside.DEAD.queue(BOX))).hasSize(1);
    }

    @Test
    void aRecordCannotBeTakenAwayEvenByAnOperator() {
        assertThatThrownBy(() -> takeAll(Destinations.OPERATIONS_ACTS))
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    void aWrongPasswordIsRefusedAtOnce() {
        assertThatThrownBy(() -> OperatorDesk.open(BROKER.connections(), OPERATOR, "guess", CLOCK))
                .isInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    void anUnknownBoxIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> new LetterSelection(Aside.DEAD, "wallet.comands", null, null))
                .isInstanceOf(InvalidMessageException.class).hasMessageContaining("notification.wallet-events");
    }

    @Test
    void aLetterThatNoClientCanReadHoldsUpNoOther() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        Message textWithoutBody = jms.createMessage();
        ((ActiveMQMessage) textWithoutBody).getCoreMessage().toCore()
                .setType(org.apache.activemq.artemis.api.core.Message.TEXT_TYPE);
        send(Aside.DEAD.queue(BOX), textWithoutBody);
        putAside(Aside.DEAD, BOX, "l3", "A");

        assertThat(desk.groups(LetterSelection.all(Aside.DEAD))).extracting(LetterGroup::letters)
                .containsExactly(2L);
        assertThat(desk.replay(LetterSelection.all(Aside.DEAD), null).letters()).isEqualTo(2);

        assertThat(ids(takeAll(BOX))).containsExactly("l1", "l3");
        BROKER.removeAll(Aside.DEAD.queue(BOX));
    }

    @Test
    void lettersOfProtocolsThatGiveNoIdAreReplayedWithTheirGroup() throws JMSException {
        for (String id : List.of("l1", "l2")) {
            TextMessage letter = jms.createTextMessage("{}");
            letter.setStringProperty("cloudEvents_id", id);
            jms.createProducer().setDisableMessageID(true).send(jms.createQueue(Aside.DEAD.queue(BOX)), letter);
        }
        putAside(Aside.DEAD, BOX, "l3", null);
        putAside(Aside.DEAD, BOX, "l4", "A");
        assertThat(desk.letters(LetterSelection.all(Aside.DEAD), 1).get(0).messageId()).isNull();

        assertThat(desk.replay(new LetterSelection(Aside.DEAD, BOX, "DELIVERY_ATTEMPTS_EXHAUSTED", null), null)
                .letters()).isEqualTo(3);

        assertThat(ids(takeAll(BOX))).containsExactlyInAnyOrder("l1", "l2", "l3");
    }

    /** Connections whose transacted sessions commit in this way. */
    private static ConnectionFactory committing(Consumer<JMSContext> commit) {
        return proxy(ConnectionFactory.class, BROKER.connections(), "createContext",
                context -> proxy(JMSContext.class, (JMSContext) context, "commit", null, commit), null);
    }

    private static <T> T proxy(Class<T> type, T real, String method,
            UnaryOperator<Object> result, Consumer<T> instead) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, called, arguments) -> {
                    try {
                        if (called.getName().equals(method) && instead != null) {
                            instead.accept(real);
                            return null;
                        }
                        Object answer = called.invoke(real, arguments);
                        return called.getName().equals(method) ? result.apply(answer) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @FunctionalInterface
    private interface Writing {
        void on(Message letter) throws JMSException;
    }

    private Message putAside(Aside aside, String box, String id, String cause) throws JMSException {
        return putAside(aside, box, id, cause, letter -> { });
    }

    private Message putAside(Aside aside, String box, String id, String cause, Writing more) throws JMSException {
        TextMessage letter = jms.createTextMessage("body of " + id);
        if (id != null) {
            letter.setStringProperty("cloudEvents_id", id);
        }
        letter.setStringProperty("cloudEvents_type", "org.ewallet.DepositFunds");
        letter.setJMSCorrelationID("c1");
        if (cause != null) {
            letter.setStringProperty("ewallet_reason", cause);
            letter.setStringProperty("ewallet_detail", "it is broken");
            letter.setIntProperty("ewallet_attempts", 7);
            letter.setStringProperty("ewallet_firstFailedAt", "2030-01-01T00:00:00Z");
            letter.setStringProperty("ewallet_lastFailedAt", "2030-01-01T00:36:00Z");
        }
        more.on(letter);
        send(aside.queue(box), letter);
        return letter;
    }

    private void dieAgain(Message letter) {
        jms.createProducer().setPriority(9).send(jms.createQueue(Aside.DEAD.queue(BOX)), letter);
    }

    private BytesMessage bytes(byte[] content) {
        try {
            BytesMessage letter = jms.createBytesMessage();
            letter.writeBytes(content);
            return letter;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(String queue, Message letter) {
        jms.createProducer().send(jms.createQueue(queue), letter);
    }

    private List<Message> takeAll(String queue) {
        List<Message> letters = new ArrayList<>();
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                letters.add(next);
            }
        }
        return letters;
    }

    private Message takeOnly(String queue) {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            Message letter = consumer.receive(LIMIT_MILLIS);
            assertThat(letter).as("a letter in %s", queue).isNotNull();
            assertThat(consumer.receiveNoWait()).as("a second letter in %s", queue).isNull();
            return letter;
        }
    }

    /** What this test did. */
    private List<Act> recorded() {
        List<Act> acts = new ArrayList<>();
        try (QueueBrowser browser = jms.createBrowser(jms.createQueue(Destinations.OPERATIONS_ACTS))) {
            for (Object record : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                acts.add(Codec.read(((TextMessage) record).getText(), Act.class));
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
        return acts.stream().filter(act -> why.equals(act.reason())).toList();
    }

    private long countActs(String selector) throws JMSException {
        try (QueueBrowser browser =
                jms.createBrowser(jms.createQueue(Destinations.OPERATIONS_ACTS), selector)) {
            return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
        }
    }

    private static List<String> ids(List<Message> letters) {
        return letters.stream().map(letter -> {
            try {
                return letter.getStringProperty("cloudEvents_id");
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    private static List<String> names(Message letter) throws JMSException {
        List<String> names = new ArrayList<>();
        for (Object name : Collections.list((Enumeration<?>) letter.getPropertyNames())) {
            names.add((String) name);
        }
        return names;
    }
}

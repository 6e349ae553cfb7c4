package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.ewallet.contract.Codec;
import org.ewallet.contract.CommandRejected;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.wallet.DepositFunds;
import org.ewallet.contract.wallet.TransferCompleted;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what becomes of commands while nothing is broken: each counts once, or is put where an operator finds it. */
class CommandBoxTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @RegisterExtension
    static final Database DATABASE = new Database();

    private static final TransferFunds LUNCH = new TransferFunds("johny.EUR", "mary.EUR", 1250, "EUR", "lunch");
    private static final TransferFunds TOO_MUCH =
            new TransferFunds("johny.EUR", "mary.EUR", LittleBank.MAX_AMOUNT_MINOR + 1, "EUR", null);

    private final String id = Ids.next();
    private Office office;
    private Post post;
    private String replies;

    @BeforeEach
    void open() throws SQLException {
        office = Office.ofCommands(BROKER, DATABASE);
        post = office.post;
        replies = "reply." + office.box.queue();
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void effectOutcomeEventAndReplyAreThereAfterOneCommit() throws Exception {
        office.post.send(office.box.queue(), letterWithReply(id, LUNCH));

        office.deliverAll();

        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(Codec.read(office.outcomeOf(id), Outcome.class).status()).isEqualTo(Outcome.Status.COMPLETED);
        Message reply = post.takeOnly(replies);
        assertThat(Post.body(reply)).isEqualTo(office.outcomeOf(id));
        assertThat(reply.getJMSCorrelationID()).isEqualTo(id);
        assertThat(office.takeEvents()).singleElement().satisfies(event -> assertThat(Post.body(event)).isEqualTo(
                Codec.write(new TransferCompleted(id, "johny.EUR", "a", "mary.EUR", "b", 1250, "EUR", "lunch"))));
        assertThat(post.takeAll(office.box.queue())).isEmpty();
    }

    @Test
    void nothingIsThereIfTheCommitFailsAndTheLetterComesAgain() throws Exception {
        office.post.send(office.box.queue(), letterWithReply(id, LUNCH));

        office.deliverAndFailToCommit();

        assertThat(DATABASE.effectsOf(id)).isZero();
        assertThat(office.outcomes.outcomeOf(id)).isEmpty();
        assertThat(post.takeAll(replies)).isEmpty();
        assertThat(office.takeEvents()).isEmpty();

        office.deliverAll();

        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(Post.body(post.takeOnly(replies))).isEqualTo(office.outcomeOf(id));
        assertThat(office.takeEvents()).hasSize(1);
    }

    @Test
    void eventTellsWhichLetterCausedItAndWhichBeganTheStory() throws Exception {
        Envelope envelope = new Envelope(id, "org.ewallet.TransferFunds", "shop", null, null, "story-1", "cause-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        post.send(office.box.queue(), post.letter(envelope, Codec.write(LUNCH)));

        office.deliverAll();

        Letter event = CloudEvents.read(office.takeEvents().get(0));
        assertThat(event.envelope()).isEqualTo(new Envelope(event.envelope().id(), "org.ewallet.TransferCompleted",
                "ewallet/test", Office.NOW, null, "story-1", id,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null));
        assertThat(event.envelope().id()).isNotEqualTo(id);
    }

    @Test
    void serviceIsToldAllAboutTheLetter() throws Exception {
        post.send(office.box.queue(), post.letter(id, LUNCH));

        office.deliverAll();

        assertThat(office.bank.letters()).singleElement().isEqualTo(new Received<>(id,
                Post.envelope(id, "org.ewallet.TransferFunds"), Sender.SYSTEM, Office.NOW, LUNCH));
    }

    @Test
    void lettersOfOneBatchAreHandledInTheirOrder() throws Exception {
        List<String> ids = IntStream.range(0, 5).mapToObj(n -> Ids.next()).toList();
        for (String each : ids) {
            post.send(office.box.queue(), letterWithReply(each, LUNCH));
        }

        office.deliverAll();

        assertThat(office.batches()).containsExactly(ids);
        assertThat(post.takeAll(replies)).extracting(Message::getJMSCorrelationID).isEqualTo(ids);
        assertThat(office.takeEvents()).extracting(event -> Post.text(event, "cloudEvents_causationid"))
                .isEqualTo(ids);
    }

    @Test
    void batchIsNoLargerThanItsLimit() throws Exception {
        office.restart(2, RetryPolicy.STANDARD);
        List<String> ids = IntStream.range(0, 5).mapToObj(n -> Ids.next()).toList();
        for (String each : ids) {
            post.send(office.box.queue(), post.letter(each, LUNCH));
        }

        office.deliverAll();

        assertThat(office.batches()).containsExactly(ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 5));
    }

    @Test
    void largeLettersOfOctetsAreHandledWithTheirNeighbours() throws Exception {
        List<String> ids = IntStream.range(0, 4).mapToObj(n -> Ids.next()).toList();
        for (String each : ids) {
            BytesMessage letter = post.jms().createBytesMessage();
            letter.writeBytes((" ".repeat(200_000) + Codec.write(LUNCH)).getBytes(StandardCharsets.UTF_8));
            for (String name : List.of("specversion", "id", "type", "source")) {
                letter.setStringProperty("cloudEvents_" + name,
                        Post.text(post.letter(each, LUNCH), "cloudEvents_" + name));
            }
            post.send(office.box.queue(), letter);
        }

        office.deliverAll();

        assertThat(office.batches()).containsExactly(ids);
    }

    @Test
    void batchEndsWhenItsLettersFillMuchMemory() throws Exception {
        List<String> ids = IntStream.range(0, 4).mapToObj(n -> Ids.next()).toList();
        post.send(office.box.queue(), post.letter(ids.get(0), LUNCH),
                post.letter(Post.envelope(ids.get(1), "org.ewallet.TransferFunds"), " ".repeat(4_000_000) + Codec.write(LUNCH)),
                post.letter(ids.get(2), LUNCH), post.letter(ids.get(3), LUNCH));

        office.deliverAll();

        assertThat(office.batches()).startsWith(ids.subList(0, 2)).flatMap(batch -> batch).isEqualTo(ids);
    }

    @Test
    void boxWithoutBatchesHandlesLettersOneByOne() throws Exception {
        office.restart(1, RetryPolicy.STANDARD);
        String second = Ids.next();
        post.send(office.box.queue(), post.letter(id, LUNCH), post.letter(second, LUNCH));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(id), List.of(second));
    }

    @Test
    void repeatInTheSameBatchGetsTheSameOutcomeAndHasNoEffect() throws Exception {
        post.send(office.box.queue(), letterWithReply(id, LUNCH), letterWithReply(id, LUNCH));

        office.deliverAll();

        assertRepliesAreTheOutcome(2);
        assertThat(office.batches()).containsExactly(List.of(id));
        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(office.takeEvents()).hasSize(1);
    }

    @Test
    void repeatInALaterBatchGetsTheSameOutcomeAndHasNoEffect() throws Exception {
        post.send(office.box.queue(), letterWithReply(id, LUNCH));
        office.deliverAll();
        office.clock.advance(Duration.ofDays(1));
        office.restart(1, RetryPolicy.STANDARD);

        post.send(office.box.queue(), letterWithReply(id, LUNCH), letterWithReply(id, LUNCH));
        office.deliverAll();

        assertRepliesAreTheOutcome(3);
        assertThat(office.batches()).containsExactly(List.of(id));
        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(office.takeEvents()).hasSize(1);
    }

    @Test
    void repeatInOtherWordsIsARepeat() throws Exception {
        String sameInOtherWords = "{ \"reference\":\"lunch\", \"currency\":\"EUR\", \"amountMinor\": 1250,\n"
                + "\"sourceWalletId\":\"johny.EUR\", \"targetWalletId\":\"mary.EUR\", \"colour\":\"red\" }";
        Message repeat = post.letter(Post.envelope(id, "org.ewallet.TransferFunds"), sameInOtherWords);
        repeat.setJMSReplyTo(queue(replies));
        post.send(office.box.queue(), letterWithReply(id, LUNCH), repeat);

        office.deliverAll();

        assertRepliesAreTheOutcome(2);
        assertThat(post.takeAll(office.box.invalid())).isEmpty();
    }

    @Test
    void rejectedLetterStaysRejectedWhenItComesAgain() throws Exception {
        post.send(office.box.queue(), letterWithReply(id, TOO_MUCH));
        office.deliverAll();
        post.send(office.box.queue(), letterWithReply(id, TOO_MUCH));
        office.deliverAll();

        assertRepliesAreTheOutcome(2);
        assertThat(office.takeEvents()).hasSize(1);
    }

    @Test
    void refusedCommandIsPublishedAsRejected() throws Exception {
        post.send(office.box.queue(), letterWithReply(id, TOO_MUCH));

        office.deliverAll();

        Outcome outcome = Codec.read(office.outcomeOf(id), Outcome.class);
        assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
        assertThat(outcome.reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        Letter event = CloudEvents.read(office.takeEvents().get(0));
        assertThat(event.envelope().type()).isEqualTo("org.ewallet.CommandRejected");
        assertThat(event.envelope().causationId()).isEqualTo(id);
        assertThat(Codec.read(event.data(), CommandRejected.class))
                .isEqualTo(new CommandRejected(id, "TransferFunds", Reason.INSUFFICIENT_FUNDS, "too much"));
    }

    @Test
    void rejectedLetterIsNoTroubleForItsNeighbours() throws Exception {
        String before = Ids.next();
        String after = Ids.next();
        post.send(office.box.queue(), post.letter(before, LUNCH), post.letter(id, TOO_MUCH),
                post.letter(after, LUNCH));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(before, id, after));
        assertThat(office.takeEvents()).extracting(event -> Post.text(event, "cloudEvents_type")).containsExactly(
                "org.ewallet.TransferCompleted", "org.ewallet.CommandRejected", "org.ewallet.TransferCompleted");
    }

    @Test
    void sameIdWithOtherContentIsInvalidAndTheReasonNamesWhatIsDifferent() throws Exception {
        Message other = letterWithReply(id, new TransferFunds("johny.EUR", "eve.EUR", 9999, "EUR", "lunch"));
        post.send(office.box.queue(), letterWithReply(id, LUNCH));
        office.deliverAll();
        post.send(office.box.queue(), other);
        office.deliverAll();

        Message invalid = assertInvalid("ID_REUSED_WITH_OTHER_CONTENT",
                "the id was used before with other content; different: targetWalletId, amountMinor");
        assertThat(Post.body(invalid)).isEqualTo(Post.body(other));
        assertThat(Post.text(invalid, "cloudEvents_id")).isEqualTo(id);
        assertThat(invalid.getJMSReplyTo()).isEqualTo(queue(replies));
        assertRepliesAreTheOutcome(1);
        assertThat(DATABASE.effectsOf(id)).isOne();
    }

    @Test
    void theOutcomeRemembersThePersonWhoSentTheLetter() throws Exception {
        post.send(office.box.queue(), letterOf(new Sender("johny"), id));

        office.deliverAll();

        assertThat(office.bank.letters()).extracting(letter -> letter.sender()).containsExactly(new Sender("johny"));
        assertThat(office.outcomes.known(id)).contains(new KnownOutcome(office.outcomeOf(id), "johny"));
        post.send(office.box.queue(), letterOf(new Sender("johny"), id));
        office.deliverAll();
        assertThat(post.takeAll(office.box.invalid())).isEmpty();
    }

    @Test
    void theOutcomeOfASystemsLetterIsNoPersons() throws Exception {
        post.send(office.box.queue(), letterOf(Sender.SYSTEM, id));

        office.deliverAll();

        assertThat(office.outcomes.known(id)).contains(new KnownOutcome(office.outcomeOf(id), null));
    }

    @Test
    void theSameContentOfSomebodyElseIsInvalidAndGetsNoOutcome() throws Exception {
        post.send(office.box.queue(), letterOf(new Sender("johny"), id));
        office.deliverAll();
        Message other = letterOf(new Sender("mary"), id);
        other.setJMSReplyTo(queue(replies));
        post.send(office.box.queue(), other);
        office.deliverAll();

        assertInvalid("ID_REUSED_WITH_OTHER_CONTENT",
                "the id was used before with other content; different: sender");
        assertThat(post.takeAll(replies)).isEmpty();
    }

    private Message letterOf(Sender sender, String letterId) {
        return CloudEvents.write(post.jms(), new Letter(Post.envelope(letterId, "org.ewallet.TransferFunds"),
                Codec.write(LUNCH)), sender);
    }

    @Test
    void sameIdWithOtherContentInOneBatchIsInvalidToo() throws Exception {
        post.send(office.box.queue(), letterWithReply(id, LUNCH),
                post.letter(Post.envelope(id, "org.ewallet.TransferFunds"), withAmount(1251)),
                letterWithReply(id, LUNCH));

        office.deliverAll();

        assertInvalid("ID_REUSED_WITH_OTHER_CONTENT",
                "the id was used before with other content; different: amountMinor");
        assertRepliesAreTheOutcome(2);
    }

    @Test
    void sameIdForAnotherCommandIsInvalid() throws Exception {
        post.send(office.box.queue(), post.letter(id, LUNCH),
                post.letter(id, new DepositFunds("johny.EUR", 1250, "EUR", "lunch")));

        office.deliverAll();

        assertInvalid("ID_REUSED_WITH_OTHER_CONTENT",
                "the id was used before with other content; different: type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "org.ewallet.TransferFunds | {\"sourceWalletId\":       | BAD_DATA     | JSON object",
        "org.ewallet.TransferFunds | {}                         | BAD_DATA     | amountMinor is missing or has",
        "org.ewallet.TransferFunds | []                         | BAD_DATA     | JSON object",
        "org.ewallet.OpenWallet    | {\"walletId\":7}           | BAD_DATA     | walletId is missing or has",
        "org.ewallet.MakeCoffee    | {}                         | UNKNOWN_TYPE | org.ewallet.MakeCoffee",
        "org.ewallet.EmailSent     | {}                         | UNKNOWN_TYPE | org.ewallet.EmailSent",
        "com.example.TransferFunds | {}                         | UNKNOWN_TYPE | com.example.TransferFunds"})
    void unreadableLetterIsInvalidAtOnce(String type, String data, String reason, String detail) throws Exception {
        post.send(office.box.queue(), post.letter(Post.envelope(id, type), data));

        office.deliverAll();

        assertThat(Post.body(assertInvalid(reason, detail))).isEqualTo(data);
        assertThat(office.batches()).isEmpty();
        assertThat(office.outcomes.outcomeOf(id)).isEmpty();
    }

    @Test
    void letterWithoutIdIsInvalid() throws Exception {
        TextMessage letter = post.jms().createTextMessage(Codec.write(LUNCH));
        letter.setStringProperty("cloudEvents_specversion", "1.0");
        letter.setStringProperty("cloudEvents_type", "org.ewallet.TransferFunds");
        letter.setStringProperty("cloudEvents_source", "tests");
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(Post.text(assertInvalid("BAD_HEADER", "id is required"), "cloudEvents_source"))
                .isEqualTo("tests");
    }

    @Test
    void invalidLetterKeepsPropertiesWhoseNamesJmsDoesNotAllow() throws Exception {
        TextMessage letter = post.jms().createTextMessage("garbage");
        letter.setStringProperty("plain", "kept");
        Post.setAmqpProperty(letter, "cloudEvents:specversion", "1.0");
        Post.setAmqpProperty(letter, "cloudEvents:id", id);
        Post.setAmqpProperty(letter, "cloudEvents:type", "org.ewallet.TransferFunds");
        Post.setAmqpProperty(letter, "cloudEvents:source", "tests");
        Post.setAmqpProperty(letter, "7 of-9", "borg");
        Post.setAmqpProperty(letter, "like", "reserved");
        Post.setAmqpProperty(letter, "pl:ain", "another");
        Post.setAmqpProperty(letter, "pl_ain", "wins");
        post.send(office.box.queue(), letter);

        office.deliverAll();

        Message invalid = assertInvalid("BAD_DATA", "JSON object");
        assertThat(CloudEvents.read(invalid)).isEqualTo(
                new Letter(Post.envelope(id, "org.ewallet.TransferFunds"), "garbage"));
        assertThat(Post.text(invalid, "plain")).isEqualTo("kept");
        assertThat(Post.text(invalid, "_7_of_9")).isEqualTo("borg");
        assertThat(Post.text(invalid, "_like")).isEqualTo("reserved");
        assertThat(Post.text(invalid, "pl_ain")).isEqualTo("wins");
    }

    @Test
    void invalidLetterStaysHoweverShortItsTimeToLiveWas() throws Exception {
        Message invalid = post.letter(Post.envelope(Ids.next(), "org.ewallet.TransferFunds"), "garbage");
        post.jms().createProducer().setTimeToLive(Duration.ofMinutes(5).toMillis()).send(queue(office.box.queue()),
                invalid);
        post.jms().createProducer().setTimeToLive(Message.DEFAULT_TIME_TO_LIVE).send(queue(office.box.queue()),
                letterWithReply(id, LUNCH));

        office.deliverAll();

        Message aside = post.takeOnly(office.box.invalid());
        assertThat(aside.getJMSExpiration()).isZero();
        assertThat(Post.text(aside, "ewallet_expiresAt"))
                .isEqualTo(Instant.ofEpochMilli(invalid.getJMSExpiration()).toString());
        assertThat(office.takeEvents()).singleElement()
                .satisfies(event -> assertThat(event.getJMSExpiration()).isZero());
        assertThat(post.takeOnly(replies).getJMSExpiration()).isZero();
    }

    @Test
    void invalidLetterIsPutAsideWhateverItsProperties() throws Exception {
        Message letter = post.jms().createTextMessage("garbage");
        Post.setAmqpProperty(letter, "JMS_ACTIVEMQ_X", "1");
        Post.setAmqpProperty(letter, "JMS_AMQ_InputStream", "2");
        ((ActiveMQMessage) letter).getCoreMessage().putBytesProperty("bytes", new byte[] {1, 2});
        ((ActiveMQMessage) letter).getCoreMessage().putBytesProperty("ewallet_firstFailedAt", new byte[] {1, 2});
        ((ActiveMQMessage) letter).getCoreMessage().putBytesProperty("JMSReplyTo", new byte[] {1, 2});
        post.send(office.box.queue(), letter);

        office.deliverAll();

        Message aside = post.takeOnly(office.box.invalid());
        assertThat(Post.body(aside)).isEqualTo("garbage");
        assertThat(Post.text(aside, "_JMS_ACTIVEMQ_X")).isEqualTo("1");
        assertThat(Post.text(aside, "_JMS_AMQ_InputStream")).isEqualTo("2");
        assertThat(Post.text(aside, "ewallet_leftOut")).isEqualTo("JMSReplyTo");
    }

    @Test
    void replyAddressThatCannotBeReadMakesALetterInvalid() throws Exception {
        Message letter = post.letter(id, LUNCH);
        ((ActiveMQMessage) letter).getCoreMessage().putBytesProperty("JMSReplyTo", new byte[] {1, 2});
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertInvalid("BAD_HEADER", "JMSReplyTo is no destination");
    }

    @Test
    void replyGoesToTheTemporaryQueueOfAnAmqpSender() throws Exception {
        String replies = UUID.randomUUID().toString();
        Message letter = post.letter(id, LUNCH);
        letter.setJMSReplyTo(queue(replies));
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(Post.body(post.takeOnly(replies))).isEqualTo(office.outcomeOf(id));
    }

    @Test
    void bytesThatAreNoTextAreKeptAsTheyAre() throws Exception {
        byte[] noText = {(byte) 0xC3, (byte) 0x28, 0, -1};
        BytesMessage letter = post.jms().createBytesMessage();
        letter.writeBytes(noText);
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(assertInvalid("BAD_BODY", "the body is not UTF-8").getBody(byte[].class)).isEqualTo(noText);
    }

    @Test
    void letterOfAnotherKindOfBodyIsInvalid() throws Exception {
        post.send(office.box.queue(), post.jms().createMapMessage());

        office.deliverAll();

        assertInvalid("BAD_BODY", "the body must be text or bytes of JSON in UTF-8");
    }

    @Test
    void letterThatHadItsEffectHasNoSecondOneWhenItIsReplayed() throws Exception {
        post.send(office.box.queue(), post.letter(id, LUNCH));
        office.deliverAll();
        Message dead = post.letter(id, LUNCH);
        dead.setStringProperty(LetterCopy.REASON, "java.io.IOException");
        dead.setIntProperty(LetterCopy.ATTEMPTS, 7);
        post.send(office.box.dead(), dead);

        LetterCopy.asSent(post.takeOnly(office.box.dead()), post.jms(), office.box.senders())
                .sendAgain(office.box.destination(post.jms()), Duration.ZERO);
        office.deliverAll();

        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(office.takeEvents()).hasSize(1);
        assertThat(post.takeAll(office.box.queue())).isEmpty();
        assertThat(post.takeAll(office.box.dead())).isEmpty();
        assertThat(post.takeAll(office.box.invalid())).isEmpty();
    }

    @Test
    void mapIsPutAsideWithItsContent() throws Exception {
        MapMessage letter = post.jms().createMapMessage();
        letter.setString("walletId", "johny.EUR");
        letter.setLong("amountMinor", 1250);
        letter.setBytes("bytes", new byte[] {1, 2});
        post.send(office.box.queue(), letter);

        office.deliverAll();

        MapMessage aside = (MapMessage) post.takeOnly(office.box.invalid());
        assertThat(aside.getString("walletId")).isEqualTo("johny.EUR");
        assertThat(aside.getObject("amountMinor")).isEqualTo(1250L);
        assertThat(aside.getBytes("bytes")).containsExactly(1, 2);
        assertThat(aside.propertyExists("ewallet_leftOut")).isFalse();
    }

    @Test
    void streamIsPutAsideWithItsContent() throws Exception {
        StreamMessage letter = post.jms().createStreamMessage();
        letter.writeString("johny.EUR");
        letter.writeLong(1250);
        post.send(office.box.queue(), letter);

        office.deliverAll();

        StreamMessage aside = (StreamMessage) post.takeOnly(office.box.invalid());
        assertThat(aside.readObject()).isEqualTo("johny.EUR");
        assertThat(aside.readObject()).isEqualTo(1250L);
        assertThat(aside.propertyExists("ewallet_leftOut")).isFalse();
    }

    @Test
    void bodyThatCannotBeCopiedIsTold() throws Exception {
        post.send(office.box.queue(), post.jms().createObjectMessage("text"));

        office.deliverAll();

        Message aside = post.takeOnly(office.box.invalid());
        assertThat(Post.text(aside, "ewallet_leftOut")).isEqualTo("body");
        assertThat(Post.text(aside, "ewallet_reason")).isEqualTo("BAD_BODY");
    }

    @Test
    void unreadableLetterIsNoTroubleForItsNeighbours() throws Exception {
        String before = Ids.next();
        String after = Ids.next();
        post.send(office.box.queue(), post.letter(before, LUNCH),
                post.letter(Post.envelope(id, "org.ewallet.TransferFunds"), "garbage"), post.letter(after, LUNCH));

        office.deliverAll();

        assertInvalid("BAD_DATA", "JSON object");
        assertThat(office.batches()).containsExactly(List.of(before, after));
        assertThat(office.takeEvents()).hasSize(2);
    }

    @Test
    void invalidLetterMayBeRepairedAndSentAgainUnderItsId() throws Exception {
        post.send(office.box.queue(), post.letter(Post.envelope(id, "org.ewallet.TransferFunds"), withAmount(1250)
                .replace("1250", "\"1250\"")));
        office.deliverAll();
        assertInvalid("BAD_DATA", "amountMinor");

        post.send(office.box.queue(), post.letter(id, LUNCH));
        office.deliverAll();

        assertThat(DATABASE.effectsOf(id)).isOne();
    }

    @Test
    void lettersOfOtherProtocolsAreHandledAlike() throws Exception {
        String structuredId = Ids.next();
        BytesMessage structured = post.jms().createBytesMessage();
        structured.writeBytes(("{\"specversion\":\"1.0\",\"id\":\"" + structuredId + "\",\"source\":\"device\","
                + "\"type\":\"org.ewallet.TransferFunds\",\"data\":" + Codec.write(LUNCH) + "}")
                .getBytes(StandardCharsets.UTF_8));
        TextMessage amqp = post.jms().createTextMessage(Codec.write(LUNCH));
        Post.setAmqpProperty(amqp, "cloudEvents:specversion", "1.0");
        Post.setAmqpProperty(amqp, "cloudEvents:id", id);
        Post.setAmqpProperty(amqp, "cloudEvents:type", "org.ewallet.TransferFunds");
        Post.setAmqpProperty(amqp, "cloudEvents:source", "tests");
        post.send(office.box.queue(), structured, amqp);

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(structuredId, id));
    }

    @Test
    void replyToSomebodyElsesQueueIsForbidden() throws Exception {
        assertReplyIsForbidden(queue("office.of.somebody.else"));
    }

    @Test
    void replyToATopicIsForbiddenWhateverItsName() throws Exception {
        assertReplyIsForbidden(post.jms().createTopic("reply.topic"));
    }

    @Test
    void replyGoesToATemporaryQueue() throws Exception {
        TemporaryQueue waiting = post.jms().createTemporaryQueue();
        Message letter = post.letter(id, LUNCH);
        letter.setJMSReplyTo(waiting);
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(post.takeAll(waiting)).singleElement()
                .satisfies(reply -> assertThat(Post.body(reply)).isEqualTo(office.outcomeOf(id)));
    }

    @Test
    void senderThatDoesNotWaitForTheReplyIsNoTrouble() throws Exception {
        Message letter = post.letter(id, LUNCH);
        try (JMSContext impatient = BROKER.connections().createContext()) {
            letter.setJMSReplyTo(impatient.createTemporaryQueue());
            impatient.createProducer().send(queue(office.box.queue()), letter);
        }
        String neighbour = Ids.next();
        post.send(office.box.queue(), post.letter(neighbour, LUNCH));

        office.deliverAll();

        assertThat(office.batches()).containsExactly(List.of(id, neighbour));
        assertThat(DATABASE.effectsOf(id)).isOne();
        assertThat(DATABASE.effectsOf(neighbour)).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3600})
    void letterWhoseTimeIsOverHasNoEffectAndNoOutcome(long secondsAgo) throws Exception {
        Message letter = letterExpiringAfter(Duration.ofSeconds(-secondsAgo));
        letter.setJMSReplyTo(queue(replies));
        post.send(office.box.queue(), letter);

        office.deliverAll();

        assertThat(office.batches()).isEmpty();
        assertThat(office.outcomes.outcomeOf(id)).isEmpty();
        assertThat(post.takeAll(replies)).isEmpty();
        assertThat(post.takeAll(office.box.invalid())).isEmpty();
        assertThat(post.takeAll(office.box.queue())).isEmpty();
    }

    @Test
    void letterIsGoodUntilItsTimeIsOver() throws Exception {
        post.send(office.box.queue(), letterExpiringAfter(Duration.ofNanos(1)));

        office.deliverAll();

        assertThat(DATABASE.effectsOf(id)).isOne();
    }

    private Message letterExpiringAfter(Duration duration) {
        return post.letter(new Envelope(id, "org.ewallet.TransferFunds", "tests", null, null, null, null, null,
                Office.NOW.plus(duration)), Codec.write(LUNCH));
    }

    private Message letterWithReply(String letterId, TransferFunds data) throws Exception {
        Message letter = post.letter(letterId, data);
        letter.setJMSReplyTo(queue(replies));
        return letter;
    }

    private Queue queue(String name) {
        return post.jms().createQueue(name);
    }

    private void assertRepliesAreTheOutcome(int count) {
        assertThat(post.takeAll(replies)).hasSize(count).extracting(Post::body).containsOnly(office.outcomeOf(id));
    }

    private void assertReplyIsForbidden(Destination replyTo) throws Exception {
        Message letter = post.letter(id, LUNCH);
        letter.setJMSReplyTo(replyTo);
        post.send(office.box.queue(), letter);

        office.deliverAll();

        Message invalid = assertInvalid("REPLY_TO_NOT_ALLOWED", "a queue whose name begins with reply.");
        assertThat(invalid.getJMSReplyTo()).isEqualTo(replyTo);
        assertThat(DATABASE.effectsOf(id)).isZero();
    }

    private Message assertInvalid(String reason, String detail) {
        Message invalid = post.takeOnly(office.box.invalid());
        assertThat(Post.text(invalid, "ewallet_reason")).isEqualTo(reason);
        assertThat(Post.text(invalid, "ewallet_detail")).contains(detail);
        return invalid;
    }

    private static String withAmount(long amountMinor) {
        return Codec.write(new TransferFunds("johny.EUR", "mary.EUR", amountMinor, "EUR", "lunch"));
    }
}

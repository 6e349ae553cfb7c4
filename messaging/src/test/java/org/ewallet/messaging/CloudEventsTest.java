package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Envelope;
import org.ewallet.messaging.InvalidLetterException.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how a letter is written as a CloudEvent in binary mode, read in both modes, and what is no CloudEvent. */
class CloudEventsTest {

    @RegisterExtension
    static final Broker BROKER = new Broker();

    private static final Instant TIME = Instant.parse("2030-01-31T12:00:00.123456Z");
    private static final Instant EXPIRY = Instant.parse("2030-01-31T13:00:00Z");
    private static final Envelope FULL = new Envelope("t-1", "org.ewallet.TransferFunds", "shop/berlin", TIME,
            "johny.EUR", "story-1", "cause-1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", EXPIRY);
    private static final Envelope SHORT = Post.envelope("t-1", "org.ewallet.TransferFunds");
    private static final Map<String, String> SHORT_ATTRIBUTES = Map.of("specversion", "1.0", "id", "t-1", "type",
            "org.ewallet.TransferFunds", "source", "tests");

    private Post post;

    @BeforeEach
    void open() {
        post = new Post(BROKER.connections());
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void letterIsWrittenInBinaryMode() throws Exception {
        Message message = travelled(post.letter(FULL, "{\"a\":1}"));

        assertThat(Post.body(message)).isEqualTo("{\"a\":1}");
        assertThat(Map.of(
                "specversion", Post.text(message, "cloudEvents_specversion"),
                "id", Post.text(message, "cloudEvents_id"),
                "type", Post.text(message, "cloudEvents_type"),
                "source", Post.text(message, "cloudEvents_source"),
                "time", Post.text(message, "cloudEvents_time"),
                "subject", Post.text(message, "cloudEvents_subject"),
                "correlationid", Post.text(message, "cloudEvents_correlationid"),
                "causationid", Post.text(message, "cloudEvents_causationid"),
                "expirytime", Post.text(message, "cloudEvents_expirytime")))
                .isEqualTo(Map.of(
                        "specversion", "1.0",
                        "id", "t-1",
                        "type", "org.ewallet.TransferFunds",
                        "source", "shop/berlin",
                        "time", "2030-01-31T12:00:00.123456Z",
                        "subject", "johny.EUR",
                        "correlationid", "story-1",
                        "causationid", "cause-1",
                        "expirytime", "2030-01-31T13:00:00Z"));
        assertThat(Post.text(message, "cloudEvents_datacontenttype")).isEqualTo("application/json");
        assertThat(Post.text(message, "cloudEvents_traceparent"))
                .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    }

    @Test
    void attributesThatAreAbsentAreNotWritten() throws Exception {
        Message message = travelled(post.letter(SHORT, "{}"));

        assertThat(message.propertyExists("cloudEvents_time")).isFalse();
        assertThat(message.propertyExists("cloudEvents_subject")).isFalse();
        assertThat(message.propertyExists("cloudEvents_causationid")).isFalse();
        assertThat(message.propertyExists("cloudEvents_traceparent")).isFalse();
        assertThat(message.propertyExists("cloudEvents_expirytime")).isFalse();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        assertThat(CloudEvents.read(travelled(post.letter(FULL, "{\"name\":\"Zoë 💶\"}"))))
                .isEqualTo(new Letter(FULL, "{\"name\":\"Zoë 💶\"}"));
        assertThat(CloudEvents.read(travelled(post.letter(SHORT, "{}")))).isEqualTo(new Letter(SHORT, "{}"));
    }

    @Test
    void binaryModeMayHaveItsDataInBytes() throws Exception {
        BytesMessage message = post.jms().createBytesMessage();
        message.writeBytes("{\"name\":\"Zoë 💶\"}".getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> attribute : SHORT_ATTRIBUTES.entrySet()) {
            message.setStringProperty("cloudEvents_" + attribute.getKey(), attribute.getValue());
        }

        assertThat(CloudEvents.read(travelled(message))).isEqualTo(new Letter(SHORT, "{\"name\":\"Zoë 💶\"}"));
    }

    @Test
    void messageCanBeReadTwice() throws Exception {
        Message message = travelled(bytes("{\"specversion\":\"1.0\",\"id\":\"t-1\",\"source\":\"tests\","
                + "\"type\":\"org.ewallet.TransferFunds\",\"data\":{}}"));

        assertThat(CloudEvents.read(message)).isEqualTo(new Letter(SHORT, "{}"));
        assertThat(CloudEvents.read(message)).isEqualTo(new Letter(SHORT, "{}"));
    }

    @Test
    void attributesOfAmqpSendersAreRead() throws Exception {
        TextMessage message = post.jms().createTextMessage("{}");
        SHORT_ATTRIBUTES.forEach((name, value) -> Post.setAmqpProperty(message, "cloudEvents:" + name, value));
        Post.setAmqpProperty(message, "cloudEvents:correlationid", "story-1");

        assertThat(CloudEvents.read(travelled(message)).envelope()).isEqualTo(new Envelope("t-1",
                "org.ewallet.TransferFunds", "tests", null, null, "story-1", null, null, null));
    }

    @Test
    void letterWithoutCorrelationBeginsItsOwnStory() throws Exception {
        assertThat(CloudEvents.read(binary(SHORT_ATTRIBUTES)).envelope().correlationId()).isEqualTo("t-1");
        assertThat(CloudEvents.read(structured(SHORT_ATTRIBUTES)).envelope().correlationId()).isEqualTo("t-1");
    }

    @Test
    void structuredModeIsReadFromTextAndFromBytes() throws Exception {
        String event = """
                {"specversion":"1.0", "id":"t-1", "type":"org.ewallet.TransferFunds", "source":"shop/berlin",
                 "time":"2030-01-31T13:00:00.123456+01:00", "subject":"johny.EUR", "correlationid":"story-1",
                 "causationid":"cause-1", "expirytime":"2030-01-31T13:00:00Z",
                 "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                 "datacontenttype":"application/json", "somethingelse":7,
                 "data":{"name":"Zoë 💶", "amountMinor":1250}}""";

        Letter letter = new Letter(FULL, "{\"name\":\"Zoë 💶\",\"amountMinor\":1250}");
        assertThat(CloudEvents.read(travelled(post.jms().createTextMessage(event)))).isEqualTo(letter);
        assertThat(CloudEvents.read(travelled(bytes(event)))).isEqualTo(letter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "type", "source"})
    void requiredAttributeMustBeThere(String name) throws Exception {
        Map<String, String> attributes = new TreeMap<>(SHORT_ATTRIBUTES);
        attributes.remove(name);

        assertInvalid(binary(attributes), Cause.BAD_HEADER, name);
        assertInvalid(structured(attributes), Cause.BAD_HEADER, name);
    }

    @ParameterizedTest
    @CsvSource({"specversion, 0.3", "specversion, 2.0", "specversion, ''", "id, ''", "id, with space", "id, a:b",
        "time, yesterday", "time, 2030-01-31", "expirytime, soon", "expirytime, +10000-01-01T00:00:00Z"})
    void malformedAttributeIsNamed(String name, String value) throws Exception {
        Map<String, String> attributes = new TreeMap<>(SHORT_ATTRIBUTES);
        attributes.put(name, value);

        assertInvalid(binary(attributes), Cause.BAD_HEADER, name);
        assertInvalid(structured(attributes), Cause.BAD_HEADER, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "type", "source", "time", "subject", "correlationid", "causationid", "traceparent",
            "expirytime"})
    void attributeOfStructuredModeMustBeText(String name) throws Exception {
        for (String value : new String[] {"7", "true", "{}", "[\"t-1\"]"}) {
            assertInvalid(post.jms().createTextMessage("{\"specversion\":\"1.0\",\"data\":{},"
                    + SHORT_ATTRIBUTES.entrySet().stream()
                            .filter(attribute -> !attribute.getKey().equals(name)
                                    && !attribute.getKey().equals("specversion"))
                            .map(attribute -> "\"" + attribute.getKey() + "\":\"" + attribute.getValue() + "\",")
                            .reduce("", String::concat)
                    + "\"" + name + "\":" + value + "}"), Cause.BAD_HEADER, name);
        }
    }

    /** A system that says in the body for which person it speaks would act with rights of its own: there nobody reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"authtype", "authid"})
    void aBodyThatSaysForWhomItSpeaksIsRefused(String name) throws Exception {
        Map<String, String> attributes = new TreeMap<>(SHORT_ATTRIBUTES);
        attributes.put(name, "johny");

        assertInvalid(structured(attributes), Cause.BAD_HEADER, "authtype and authid must be properties of the message");
    }

    @Test
    void absentAttributeOfStructuredModeMayBeNull() throws Exception {
        assertThat(CloudEvents.read(post.jms().createTextMessage("""
                {"specversion":"1.0", "id":"t-1", "type":"org.ewallet.TransferFunds", "source":"tests", "time":null,
                 "subject":null, "correlationid":null, "expirytime":null, "data":{}}""")))
                .isEqualTo(new Letter(SHORT, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "{\"specversion\":", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}"})
    void textThatIsNoJsonAndHasNoPropertiesIsNoLetter(String body) throws Exception {
        assertInvalid(travelled(post.jms().createTextMessage(body)), Cause.BAD_BODY,
                "neither CloudEvents properties on the message nor a CloudEvents JSON object in the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "\"text\"", "{}"})
    void jsonThatIsNoCloudEventIsNoLetter(String body) throws Exception {
        assertInvalid(post.jms().createTextMessage(body), Cause.BAD_HEADER, "specversion must be 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"data\":null", ",\"data\":\"{}\"", ",\"data\":[]", ",\"data_base64\":\"e30=\""})
    void dataOfStructuredModeMustBeAnObject(String data) throws Exception {
        assertInvalid(post.jms().createTextMessage("{\"specversion\":\"1.0\",\"id\":\"t-1\",\"source\":\"tests\","
                + "\"type\":\"org.ewallet.TransferFunds\"" + data + "}"), Cause.BAD_BODY, "data must be a JSON object");
    }

    @Test
    void bytesMustBeUtf8() throws Exception {
        BytesMessage latin1 = post.jms().createBytesMessage();
        latin1.writeBytes("{\"name\":\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertInvalid(travelled(latin1), Cause.BAD_BODY, "the body is not UTF-8");
    }

    @Test
    void bodyMustBeThere() throws Exception {
        TextMessage empty = post.jms().createTextMessage();

        assertInvalid(travelled(empty), Cause.BAD_BODY, "the body is empty");
    }

    @Test
    void bodyMustBeTextOrBytes() throws Exception {
        assertInvalid(travelled(post.jms().createMessage()), Cause.BAD_BODY, "must be text or bytes");
        assertInvalid(travelled(post.jms().createMapMessage()), Cause.BAD_BODY, "must be text or bytes");
        assertInvalid(travelled(post.jms().createObjectMessage("{}")), Cause.BAD_BODY, "must be text or bytes");
        assertInvalid(travelled(post.jms().createStreamMessage()), Cause.BAD_BODY, "must be text or bytes");
    }

    private static void assertInvalid(Message message, Cause reason, String detail) {
        assertThatExceptionOfType(InvalidLetterException.class).isThrownBy(() -> CloudEvents.read(message))
                .withMessageContaining(detail)
                .extracting(InvalidLetterException::reason).isEqualTo(reason);
    }

    /** The message as its recipient gets it. */
    private Message travelled(Message message) {
        String queue = "way." + Ids.next();
        post.send(queue, message);
        return post.takeOnly(queue);
    }

    private Message binary(Map<String, String> attributes) throws JMSException {
        TextMessage message = post.jms().createTextMessage("{}");
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            message.setStringProperty("cloudEvents_" + attribute.getKey(), attribute.getValue());
        }
        return message;
    }

    private Message structured(Map<String, String> attributes) {
        String json = Codec.write(attributes);
        return post.jms().createTextMessage(json.substring(0, json.length() - 1) + ",\"data\":{}}");
    }

    private BytesMessage bytes(String text) throws JMSException {
        BytesMessage message = post.jms().createBytesMessage();
        message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return message;
    }
}

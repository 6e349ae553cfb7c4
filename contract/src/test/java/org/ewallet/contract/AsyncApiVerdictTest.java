package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ewallet.contract.notification.SendEmail;
import org.ewallet.contract.notification.SendSms;
import org.ewallet.contract.wallet.HoldFunds;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that a message is valid by {@code docs/asyncapi.yaml} exactly if the codec reads it: every field of every message,
 * left out and with values at and beyond each limit of the contract.
 */
class AsyncApiVerdictTest {

    private static final List<String> TEXTS = List.of("", " ", "a", "a b", "A.b_c-9", "ä", "a/b", "a:b", "a\n", "\n", "a\tb",
            "\u0000", "a\u0000", "\u007f", "\u009f", "\u00a0", "\u2028", "\u3000", "\u2007", "漢字", "😀",
            "a".repeat(35), "a".repeat(36), "a".repeat(60), "a".repeat(61), "a".repeat(64), "a".repeat(65),
            "a".repeat(200), "a".repeat(201), "a".repeat(1_000), "a".repeat(1_001), "a".repeat(100_000),
            "a".repeat(100_001),
            "EUR", "XXX", "eur", "EURO", "EU", "QQQ", "978", " EUR",
            "a@b", "john.doe+x@example.org", "ä@ö.de", "@b", "a@", "a@b@c", "a b@c", "a@b\n", "<a@b>", "a,b@c", "a@b;c",
            "\"a\"@b", "a@[1.2.3.4]", "a\\b@c", "a\r\nBcc: x@y", "a@" + "b".repeat(252), "a@" + "b".repeat(253),
            "+12", "+1", "+491701234567", "+123456789012345", "+1234567890123456", "+0123", "00491701", "+49 170", "+49x",
            "de", "de-AT", "de_AT", "x-private", "-", "de-", "a-b", "zh-Hant-TW", "abcdefghi",
            "DEBIT", "CREDIT", "ALL", "all", "BOTH", "INSUFFICIENT_FUNDS", "NOT_A_REASON", "0",
            "2030-01-31T12:00:00Z", "2030-01-31t12:00:00z", "2030-01-31T12:00:00.5+01:00", "2030-01-31T12:00:00-00:00",
            "2030-01-31T12:00:00.123456789Z", "2030-01-31T12:00:00.1234567891Z", "2030-01-31T12:00:00.Z",
            "2030-01-31T12:00Z", "2030-01-31T12:00:00+01", "2030-01-31T12:00:00+0100", "2030-01-31T12:00:00+01:00:30",
            "2030-01-31T12:00:00+18:00", "2030-01-31T12:00:00+18:01", "2030-01-31T12:00:00-19:00", "2030-02-29T12:00:00Z",
            "2028-02-29T12:00:00Z", "2030-01-31T24:00:00Z", "2030-01-31T23:60:00Z", "2016-12-31T23:59:60Z", "2030-01-31",
            "2030-13-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z",
            "2030-01-31T12:00:00", "2030-01-31 12:00:00Z", "2030-01-31T12:00:00Z ", "tomorrow");

    private static final List<String> OTHERS = List.of("null", "true", "false", "0", "-0", "1", "-1", "1.5", "7",
            "1000000000000000", "1000000000000001", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
            "1" + "0".repeat(40), "[]", "{}", "[null]", "[1]", "[\"a\"]", "{\"a\":1}");

    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "type", "source", "time", "subject",
            "correlationid", "causationid", "traceparent", "expirytime");

    static Stream<Class<? extends Record>> messages() {
        return Samples.all().filter(Message.class::isInstance).map(Record::getClass);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void schemaAndCodecAgreeOnEveryValueOfEveryField(Class<? extends Record> type) {
        Schema schema = AsyncApi.schema("#/components/schemas/" + type.getSimpleName());
        List<String> differences = new ArrayList<>();
        for (String field : AsyncApi.names(Golden.json(type))) {
            ObjectNode without = Golden.json(type);
            without.remove(field);
            compare(schema, type, without, field + " left out", differences);
            values().forEach(value -> compare(schema, type, Golden.json(type).set(field, value), field + "=" + value,
                    differences));
        }

        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void schemaAndCodecAgreeOnFieldsThatNobodyKnowsAndOnOtherValuesThanObjects(Class<? extends Record> type) {
        Schema schema = AsyncApi.schema("#/components/schemas/" + type.getSimpleName());
        List<String> differences = new ArrayList<>();
        values().forEach(value -> {
            compare(schema, type, Golden.json(type).set("colour", value), "colour=" + value, differences);
            compare(schema, type, value, value.toString(), differences);
        });

        assertThat(differences).isEmpty();
    }

    @Test
    void schemaAndEnvelopeAgreeOnEveryAttribute() {
        Schema schema = AsyncApi.schema("#/components/schemas/CommandAttributes");
        List<String> differences = new ArrayList<>();
        for (String attribute : ATTRIBUTES) {
            ObjectNode without = attributes();
            without.remove("cloudEvents_" + attribute);
            compareAttributes(schema, without, attribute + " left out", differences);
            TEXTS.forEach(text -> compareAttributes(schema, attributes().put("cloudEvents_" + attribute, text),
                    attribute + "=" + text, differences));
        }

        assertThat(differences).isEmpty();
    }

    /** Integers without fraction, lengths in UTF-16, half surrogates, years by UTC: the document says so in words. */
    @ParameterizedTest
    @CsvSource({"amountMinor, 1.0", "amountMinor, 1e3", "reference, \"\\ud800\"", "reference, \"a\\udc00b\""})
    void codecAloneRefusesWhatNoSchemaCanSay(String field, String value) {
        assertOnlyTheCodecRefuses(TransferFunds.class, field, value);
    }

    @Test
    void codecAloneCountsHalvesOfCharactersAndHalfSurrogatesAndYearsOfUtc() {
        assertOnlyTheCodecRefuses(TransferFunds.class, "reference", "\"" + "😀".repeat(101) + "\"");
        assertOnlyTheCodecRefuses(SendSms.class, "text", "\"" + "😀".repeat(501) + "\"");
        assertOnlyTheCodecRefuses(SendEmail.class, "body", "\"\\ud800\"");
        assertOnlyTheCodecRefuses(SendEmail.class, "to", "\"a\\ud800@b\"");
        assertOnlyTheCodecRefuses(HoldFunds.class, "expiresAt", "\"9999-12-31T23:59:59-01:00\"");
    }

    private static void assertOnlyTheCodecRefuses(Class<? extends Record> type, String field, String value) {
        String json = Golden.json(type).put(field, "@").toString().replace("\"@\"", value);

        assertThat(AsyncApi.errors(AsyncApi.schema("#/components/schemas/" + type.getSimpleName()), Codec.readTree(json)))
                .isEmpty();
        assertThat(codecReads(json, type)).as(json).isFalse();
    }

    private static void compare(Schema schema, Class<?> type, JsonNode value, String what, List<String> differences) {
        List<String> errors = AsyncApi.errors(schema, value);
        if (errors.isEmpty() != codecReads(value.toString(), type)) {
            differences.add(shortened(what) + (errors.isEmpty() ? ": only the codec refuses it" : ": " + errors));
        }
    }

    private static boolean codecReads(String json, Class<?> type) {
        return accepts(json, text -> Codec.read(text, type));
    }

    private static void compareAttributes(Schema schema, ObjectNode attributes, String what, List<String> differences) {
        List<String> errors = AsyncApi.errors(schema, attributes);
        if (errors.isEmpty() != accepts(attributes, AsyncApiVerdictTest::readAttributes)) {
            differences.add(shortened(what) + (errors.isEmpty() ? ": only the envelope refuses it" : ": " + errors));
        }
    }

    private static void readAttributes(ObjectNode attributes) {
        if (!"1.0".equals(text(attributes, "specversion"))) {
            throw new InvalidMessageException("specversion", "specversion must be 1.0");
        }
        new Envelope(text(attributes, "id"), text(attributes, "type"), text(attributes, "source"),
                text(attributes, "time") == null ? null : Codec.instant("time", text(attributes, "time")),
                text(attributes, "subject"), text(attributes, "correlationid"), text(attributes, "causationid"),
                text(attributes, "traceparent"), text(attributes, "expirytime") == null ? null
                        : Codec.instant("expirytime", text(attributes, "expirytime")));
    }

    private static String text(ObjectNode attributes, String name) {
        return attributes.path("cloudEvents_" + name).textValue();
    }

    private static <T> boolean accepts(T value, Consumer<T> reader) {
        try {
            reader.accept(value);
            return true;
        } catch (InvalidMessageException e) {
            return false;
        }
    }

    private static ObjectNode attributes() {
        return (ObjectNode) Codec.readTree(Codec.write(Map.of("cloudEvents_specversion", "1.0", "cloudEvents_id", "t-1",
                "cloudEvents_type", "org.ewallet.TransferFunds", "cloudEvents_source", "till-7")));
    }

    private static Stream<JsonNode> values() {
        return Stream.concat(TEXTS.stream().map(text -> Codec.readTree(Codec.write(text))),
                OTHERS.stream().map(Codec::readTree)).filter(value -> value != null);
    }

    private static String shortened(String what) {
        return what.length() > 80 ? what.substring(0, 80) + "... of " + what.length() : what;
    }
}

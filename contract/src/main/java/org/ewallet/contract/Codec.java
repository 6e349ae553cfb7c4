package org.ewallet.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The one way between records and JSON. Strict where money is concerned: no coercion between text and numbers, no
 * fractions for integers, no duplicate keys, nothing after the value; unknown fields are ignored so that old readers
 * understand new senders.
 */
public final class Codec {

    private static final int MOST_DIGITS_AFTER_THE_SECOND = 9;

    private static final JsonMapper MAPPER = mapper();

    /** Unlike ISO 8601 with seconds, and without any in the offset. */
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, MOST_DIGITS_AFTER_THE_SECOND, true)
            .optionalEnd()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    // RFC 3339 has years of four digits; a time beyond them could be written neither back nor into a table.
    private static final Instant FIRST_INSTANT = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Codec() {
    }

    /** Compact JSON of a message, outcome or view. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + value.getClass().getName() + " as JSON", e);
        }
    }

    /**
     * Reads a record.
     *
     * @throws InvalidMessageException if the text is not JSON or the data breaks the contract
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return require(MAPPER.readValue(json, type));
        } catch (JsonProcessingException e) {
            throw invalid(e);
        }
    }

    /** Reads a record from a JSON tree; errors as in {@link #read(String, Class)}. */
    public static <T> T read(JsonNode json, Class<T> type) {
        try {
            return require(MAPPER.treeToValue(json, type));
        } catch (JsonProcessingException e) {
            throw invalid(e);
        }
    }

    /** Reads any JSON value; errors as in {@link #read(String, Class)}. */
    public static JsonNode readTree(String json) {
        return read(json, JsonNode.class);
    }

    /** RFC 3339 text as an instant. */
    public static Instant instant(String field, String text) {
        try {
            return instant(text);
        } catch (DateTimeException e) {
            throw new InvalidMessageException(field, field + " must be a time of RFC 3339, such as 2030-01-31T12:00:00Z");
        }
    }

    private static Instant instant(String text) {
        Instant instant = RFC_3339.parse(text, Instant::from);
        if (instant.isBefore(FIRST_INSTANT) || instant.isAfter(LAST_INSTANT)) {
            throw new DateTimeException(text + " is outside of the years 0000 to 9999");
        }
        return instant;
    }

    private static <T> T require(T value) {
        if (value == null) {
            throw new InvalidMessageException("", "the data must be a JSON object");
        }
        return value;
    }

    private static InvalidMessageException invalid(JsonProcessingException e) {
        if (e.getCause() instanceof InvalidMessageException invalid) {
            return invalid;
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            return new InvalidMessageException(field, field + " is missing or has the wrong type");
        }
        return new InvalidMessageException("", "the data is not a JSON object of the expected shape");
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(new SimpleModule("instants")
                        .addSerializer(Instant.class, new InstantWriter())
                        .addDeserializer(Instant.class, new InstantReader()));
        // Else a blank text would be an optional number, flag or word that is absent.
        builder.withCoercionConfigDefaults(config -> config
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
        builder.withCoercionConfig(LogicalType.Textual, config -> config
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        return builder.build();
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(DateTimeFormatter.ISO_INSTANT.format(value));
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            if (text == null) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                return instant(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time of RFC 3339");
            }
        }
    }
}

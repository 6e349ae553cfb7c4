package org.ewallet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The document {@code docs/asyncapi.yaml}, and what its schemas say of messages. */
final class AsyncApi {

    static final ObjectNode DOCUMENT = read();

    private static final int DAY_LENGTH = 10;

    /**
     * By what the JDK knows of ISO 4217, BCP 47 and the calendar. The library's own format of times refuses the offset -00:00,
     * which RFC 3339 has.
     */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft7())
            .format(new NamedFormat("iso4217", code -> Currency.getAvailableCurrencies().stream()
                    .anyMatch(currency -> currency.getCurrencyCode().equals(code))))
            .format(new NamedFormat("bcp47", AsyncApi::isLanguageTag))
            .format(new NamedFormat("date-time", AsyncApi::hasDay))
            .build();

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(DIALECT);

    private AsyncApi() {
    }

    /** What a value must be, by a pointer such as {@code #/components/schemas/Id}. */
    static Schema schema(String pointer) {
        ObjectNode root = DOCUMENT.objectNode().put("$ref", pointer);
        return SCHEMAS.getSchema(root.<ObjectNode>set("components", DOCUMENT.get("components")));
    }

    /** What the schema finds wrong with a value; nothing if it is valid. */
    static List<String> errors(Schema schema, JsonNode value) {
        return schema.validate(value, AsyncApi::withFormats).stream().map(Object::toString).toList();
    }

    /** The official schema of such documents. */
    static Schema official() {
        return SchemaRegistry.withDialect(Dialects.getDraft7())
                .getSchema(AsyncApi.class.getResourceAsStream("/asyncapi/3.0.0.json"));
    }

    static JsonNode message(String name) {
        return DOCUMENT.at("/components/messages/" + name);
    }

    /** The names of the messages on an address. */
    static Set<String> messagesOn(String address) {
        for (JsonNode channel : DOCUMENT.path("channels")) {
            if (channel.path("address").asText().equals(address)) {
                return names(channel.path("messages"));
            }
        }
        throw new AssertionError("no channel for " + address);
    }

    static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static void withFormats(ExecutionContext context) {
        context.executionConfig(config -> config.formatAssertionsEnabled(true));
    }

    private static boolean isLanguageTag(String tag) {
        try {
            new Locale.Builder().setLanguageTag(tag);
            return true;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** The pattern of the document says the rest. */
    private static boolean hasDay(String time) {
        try {
            LocalDate.parse(time.substring(0, Math.min(DAY_LENGTH, time.length())));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static ObjectNode read() {
        try {
            return (ObjectNode) new YAMLMapper().readTree(Path.of("../docs/asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record NamedFormat(String name, Predicate<String> test) implements Format {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return test.test(value);
        }
    }
}

package org.ewallet.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes up values that a JSON Schema allows, and values that it does not; the same ones for the same seed. */
final class Generator {

    private static final int TRIES = 200;
    private static final int LONGEST = 300;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ALPHABET = "abcXYZ019._-";
    /** Of each format of which only a list tells what is right, one that is. */
    private static final Map<String, String> LISTED = Map.of("iso4217", "EUR", "bcp47", "de-AT");
    private static final List<String> TEXTS = List.of("x", "EUR", "a@example.org", "+491701234567", "de-AT", "5s", "500ms",
            "2030-01-31T12:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999+01:00", "gr\u00fcn \ud83d\ude00",
            "W/\"0\"", "ZZZ");
    private static final List<String> ODD_TEXTS = List.of("", " ", "a b", "\u0000", "\n", "\ud83d\ude00", "%00", "..",
            "null", "-1", "1e9", "99999999999999999999", "true", "'; drop table wallet; --", "<script>",
            "2030-13-01T00:00:00Z", "x".repeat(LONGEST));

    private final Random random;
    private final UnaryOperator<JsonNode> references;
    private final BiPredicate<JsonNode, JsonNode> valid;

    /**
     * @param references from a schema to what it refers to
     * @param valid whether a schema allows a value
     */
    Generator(long seed, UnaryOperator<JsonNode> references, BiPredicate<JsonNode, JsonNode> valid) {
        this.random = new Random(seed);
        this.references = references;
        this.valid = valid;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A value that the schema allows. */
    JsonNode right(JsonNode schema) {
        for (int i = 0; i < TRIES; i++) {
            JsonNode value = guess(schema);
            if (valid.test(schema, value)) {
                return value;
            }
        }
        throw new AssertionError("no value found for " + schema);
    }

    /** A value with one thing that the schema does not allow, as far as one was found. */
    JsonNode wrong(JsonNode schema) {
        JsonNode value = right(schema);
        for (int i = 0; i < TRIES; i++) {
            JsonNode spoilt = spoil(value.deepCopy());
            if (!valid.test(schema, spoilt)) {
                return spoilt;
            }
        }
        return value;
    }

    /** The same as the text of a parameter. In a path none that the server itself refuses, or that leads elsewhere. */
    String wrongText(JsonNode schema, boolean inPath) {
        List<String> texts = ODD_TEXTS.stream().filter(text -> !inPath || !text.isEmpty() && !text.equals("..")
                        && !text.contains("\u0000"))
                .filter(text -> !valid.test(schema, asParameter(text))).toList();
        return texts.isEmpty() ? right(schema).asText() : pick(texts);
    }

    /** What a text in an address stands for. */
    static JsonNode asParameter(String text) {
        return text.matches("-?[0-9]{1,18}") ? NODES.numberNode(Long.parseLong(text)) : NODES.textNode(text);
    }

    private JsonNode guess(JsonNode referring) {
        JsonNode schema = references.apply(referring);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(below(schema.path("enum").size()));
        }
        for (String choice : List.of("oneOf", "allOf")) {
            if (schema.has(choice)) {
                int which = choice.equals("allOf") ? 0 : below(schema.path(choice).size());
                return guess(schema.path(choice).path(which));
            }
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(below(schema.path("type").size())).asText() : schema.path("type").asText();
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> NODES.arrayNode().add(guess(schema.path("items")));
            case "integer" -> NODES.numberNode(integer(schema));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
        ObjectNode object = NODES.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), right(property.getValue()));
            }
        });
        if (below(4) == 0) {
            object.put("onlyNewerReadersKnowThis", "x");
        }
        return object;
    }

    private long integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(Integer.MIN_VALUE);
        long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
        return switch (below(3)) {
            case 0 -> least;
            case 1 -> most;
            default -> random.nextLong(least, most);
        };
    }

    private String text(JsonNode schema) {
        String listed = LISTED.get(schema.path("format").asText());
        if (listed != null) {
            return listed;
        }
        List<String> texts = Stream.concat(Stream.ofNullable(schema.get("example")).map(JsonNode::asText), TEXTS.stream())
                .toList();
        if (below(2) == 0) {
            return pick(texts);
        }
        int length = 1 + below(Math.min(LONGEST, schema.path("maxLength").asInt(64)));
        return IntStream.range(0, length).mapToObj(i -> ALPHABET.charAt(below(ALPHABET.length())))
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString();
    }

    /** Changes, adds or takes away one thing, somewhere. */
    private JsonNode spoil(JsonNode value) {
        if (value instanceof ObjectNode object && !object.isEmpty() && below(4) > 0) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(names);
            if (below(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, spoil(object.get(name)));
            }
            return object;
        }
        if (value instanceof ArrayNode array && !array.isEmpty()) {
            array.set(0, spoil(array.get(0)));
            return array;
        }
        return switch (below(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(below(3) - 1);
            case 2 -> NODES.numberNode(Long.MAX_VALUE);
            case 3 -> NODES.numberNode(1.5);
            case 4 -> NODES.booleanNode(true);
            case 5 -> NODES.arrayNode();
            case 6 -> NODES.objectNode();
            default -> NODES.textNode(pick(ODD_TEXTS));
        };
    }

    private <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }
}

package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An OpenAPI 3.1 document: what may be asked, and what may be answered. */
final class OpenApiDocument {

    private static final String JSON = "application/json";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode document;
    private final Map<String, Schema> compiled = new TreeMap<>();

    OpenApiDocument(JsonNode document) {
        this.document = document;
    }

    /**
     * One operation.
     *
     * @param path with the names of its parameters in braces
     * @param parameters those of the path included
     * @param body the schema of the JSON that it takes; missing if it takes none
     * @param responses by status
     */
    record Operation(String method, String path, List<JsonNode> parameters, JsonNode body, Map<String, JsonNode> responses) {

        boolean takesBody() {
            return !body.isMissingNode();
        }

        /** The names of what stands in the path, in their order. */
        List<String> inPath() {
            return Stream.of(path.split("/")).filter(part -> part.startsWith("{"))
                    .map(part -> part.substring(1, part.length() - 1)).toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** In the order of the document. */
    List<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream().filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> operation(member.getKey(), path.getKey(), path.getValue(), member.getValue())))
                .toList();
    }

    /** @param name such as {@code GET /api/wallets/{walletId}} */
    Operation operation(String name) {
        return operations().stream().filter(one -> one.toString().equals(name)).findFirst().orElseThrow();
    }

    /** Requires that an answer's status is documented, and that its headers, media type and body are as documented. */
    void requireAsDocumented(Operation operation, String request, Http.Answer answer) {
        JsonNode documented = operation.responses().get(Integer.toString(answer.status()));
        assertThat(documented).as("%s answered what is not documented: %s", request, answer).isNotNull();
        documented.path("headers").properties().stream()
                .filter(header -> resolved(header.getValue()).path("required").asBoolean())
                .forEach(header -> assertThat(answer.header(header.getKey())).as("%s: %s", request, header).isNotEmpty());
        JsonNode content = documented.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s: %s", request, answer).isEmpty();
            return;
        }
        String mediaType = answer.header("Content-Type").split(";")[0];
        assertThat(content.has(mediaType)).as("%s: %s", request, answer).isTrue();
        if (mediaType.endsWith("json")) {
            assertThat(errors(content.path(mediaType).path("schema"), answer.json()))
                    .as("%s: %s", request, answer).isEmpty();
        }
    }

    /** What a schema does not allow in a value. */
    List<Error> errors(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema.toString(), text -> {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
            root.set("components", document.path("components"));
            return SCHEMAS.getSchema(root);
        }).validate(value);
    }

    /** What a reference refers to; everything else is itself. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private Operation operation(String method, String path, JsonNode onPath, JsonNode json) {
        Map<String, JsonNode> responses = new TreeMap<>();
        json.path("responses").properties().forEach(one -> responses.put(one.getKey(), resolved(one.getValue())));
        return new Operation(method.toUpperCase(), path,
                Stream.of(onPath, json).map(node -> node.path("parameters")).flatMap(JsonNode::valueStream)
                        .map(this::resolved).toList(),
                resolved(json.path("requestBody")).path("content").path(JSON).path("schema"), responses);
    }
}

package org.ewallet.web.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The document, for tests that compare it with the code. */
final class OpenApi {

    static final JsonNode DOCUMENT = read();

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private OpenApi() {
    }

    /** A method at a path. */
    record Operation(String method, String path, JsonNode json) {

        @Override
        public String toString() {
            return method.toUpperCase() + " " + path;
        }

        /** The parameters of the operation and of its path. */
        Stream<JsonNode> parameters() {
            return Stream.of(json.path("parameters"), DOCUMENT.path("paths").path(path).path("parameters"))
                    .flatMap(OpenApi::stream).map(OpenApi::resolved);
        }
    }

    static List<Operation> operations() {
        return DOCUMENT.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(member.getKey(), path.getKey(), member.getValue())))
                .toList();
    }

    static JsonNode schema(String name) {
        return DOCUMENT.path("components").path("schemas").path(name);
    }

    /** What a node refers to, or the node itself. */
    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").textValue().substring(1)) : node;
    }

    /** What is wrong with a value by a schema of the document; nothing if it is right. */
    static List<Error> errors(JsonNode schema, JsonNode value) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
        root.set("components", DOCUMENT.path("components"));
        Schema compiled = SCHEMAS.getSchema(root);
        return compiled.validate(value);
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }

    private static JsonNode read() {
        try (InputStream yaml = DocumentServlet.class.getResourceAsStream("openapi.yaml")) {
            return DocumentServlet.json(yaml.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.ewallet.web.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.validation.ValidationProblem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.Reason;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.web.WebApi;
import org.ewallet.web.document.OpenApi.Operation;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the OpenAPI document says what the code does, all of it and nothing else. */
class OpenApiTest {

    private static final java.nio.file.Path GOLDEN = java.nio.file.Path.of("..", "contract", "src", "test", "resources",
            "golden");

    /** What is answered as text or by a whole response, and so is no return type. */
    private static final List<Class<? extends Record>> ALSO_ANSWERED = List.of(Outcome.class);

    @Test
    void aLinterFindsNothingWrong() {
        ObjectNode document = OpenApi.DOCUMENT.deepCopy();
        // The linter takes the schema around a discriminator for one of OpenAPI 3.0, and stumbles.
        document.findParents("discriminator").forEach(schema -> ((ObjectNode) schema).remove("discriminator"));

        List<ValidationProblem> problems = Library.validate(Library.readDocument(document), null);

        assertThat(problems).extracting(problem -> problem.nodePath + " " + problem.property + ": " + problem.message)
                .isEmpty();
    }

    @Test
    void everyMethodOfAResourceIsInTheDocumentAndNothingElse() {
        assertThat(OpenApi.operations().stream().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(methods().keySet());
    }

    @Test
    void queryParametersAndMediaTypesAreThoseOfTheMethods() {
        for (Operation operation : OpenApi.operations()) {
            List<Method> methods = methods().get(operation.toString());
            Set<String> documented = operation.parameters().filter(parameter -> parameter.path("in").asText().equals("query"))
                    .map(parameter -> parameter.path("name").asText()).collect(Collectors.toCollection(TreeSet::new));
            Set<String> ofMethods = methods.stream().flatMap(OpenApiTest::queryParameters).collect(Collectors.toSet());
            Set<String> ofResource = methods.stream().flatMap(method -> queryParameters(method.getDeclaringClass()))
                    .collect(Collectors.toSet());

            assertThat(documented).as(operation.toString()).containsAll(ofMethods);
            ofResource.addAll(ofMethods);
            assertThat(ofResource).as(operation.toString()).containsAll(documented);
            JsonNode success = OpenApi.resolved(operation.json().path("responses").path("200"));
            if (!success.isMissingNode()) {
                assertThat(success.path("content").properties().stream().map(Map.Entry::getKey)).as(operation.toString())
                        .containsExactlyInAnyOrderElementsOf(
                                methods.stream().map(OpenApiTest::mediaType).collect(Collectors.toSet()));
            }
        }
    }

    @Test
    void everyRecordThatIsAnsweredHasASchemaWithItsComponents() {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        ALSO_ANSWERED.forEach(type -> collect(type, records));
        methods().forEach((operation, methods) -> methods.stream().map(Method::getReturnType).filter(Class::isRecord)
                .forEach(type -> {
                    collect(type, records);
                    JsonNode answer = OpenApi.operations().stream().filter(one -> one.toString().equals(operation))
                            .findFirst().orElseThrow().json().path("responses").path("200");
                    assertThat(OpenApi.resolved(answer).path("content").path("application/json").path("schema").path("$ref")
                            .asText()).as(operation).isEqualTo("#/components/schemas/" + type.getSimpleName());
                }));

        assertThat(records).hasSizeGreaterThan(20);
        records.forEach((name, type) -> {
            JsonNode schema = OpenApi.schema(name);
            Map<String, String> expected = new TreeMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                expected.put(name(component), form(component.getGenericType()));
            }
            Map<String, String> documented = new TreeMap<>();
            schema.path("properties").properties().forEach(property -> documented.put(property.getKey(),
                    isText(expected.get(property.getKey()), property.getValue()) ? "string" : form(property.getValue())));
            assertThat(documented).as(name).isEqualTo(expected);
            assertThat(schema.path("required").valueStream().map(JsonNode::asText)).as("required of " + name)
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
        });
    }

    @Test
    void goldenViewsAreValid() throws IOException {
        int checked = 0;
        try (Stream<java.nio.file.Path> files = Files.list(GOLDEN)) {
            for (java.nio.file.Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                if (!OpenApi.schema(name).isMissingNode()) {
                    assertThat(OpenApi.errors(OpenApi.schema(name), golden(name))).as(name).isEmpty();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(25);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsValidByTheDocumentIfItIsByTheContract(Class<? extends Command> command) {
        String name = command.getSimpleName();
        ObjectNode data = golden(name);

        assertThat(OpenApi.errors(OpenApi.schema("Letter"), letter(name, data))).isEmpty();
        assertThat(OpenApi.errors(OpenApi.schema("Letter"), letter("Nonsense", data))).isNotEmpty();
        for (RecordComponent component : command.getRecordComponents()) {
            ObjectNode without = data.deepCopy();
            without.remove(name(component));
            assertThat(OpenApi.errors(OpenApi.schema("Letter"), letter(name, without)).isEmpty())
                    .as("without %s", component.getName()).isEqualTo(isValid(without, command));
            ObjectNode wrong = data.deepCopy();
            wrong.set(name(component), Codec.readTree("{}"));
            assertThatThrownBy(() -> Codec.read(wrong, command)).isInstanceOf(InvalidMessageException.class);
            assertThat(OpenApi.errors(OpenApi.schema("Letter"), letter(name, wrong)))
                    .as("%s of a wrong type", component.getName()).isNotEmpty();
        }
        assertThat(OpenApi.schema(name).path("properties").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(command.getRecordComponents()).map(OpenApiTest::name).toList());
    }

    @Test
    void theReasonsOfARefusalAreThoseOfTheContract() {
        assertThat(OpenApi.schema("Reason").path("enum").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Enum::name).toList());
    }

    @Test
    void theTypesOfProblemsAreThoseOfTheCode() {
        List<String> types = Arrays.stream(ProblemType.values()).map(ProblemType::urn).toList();

        assertThat(OpenApi.schema("Problem").path("properties").path("type").path("enum").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(Stream.concat(types.stream(), Stream.of("about:blank")).toList());
        assertThat(OpenApi.schema("Problem").path("properties").properties().stream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(Arrays.stream(Problem.class.getRecordComponents()).map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void theTypesOfProblemsAreExplained() throws IOException {
        String page = Files.readString(java.nio.file.Path.of("..", "docs", "web-api.md"));

        assertThat(ProblemType.values()).allMatch(type -> page.contains("| " + type.status() + " | `" + type.urn() + "` |"));
    }

    @Test
    void everyExampleIsValid() {
        List<String> wrong = new ArrayList<>();
        List<JsonNode> holders = new ArrayList<>();
        holders(OpenApi.DOCUMENT, holders);
        for (JsonNode holder : holders) {
            JsonNode example = holder.get("example");
            OpenApi.errors(holder.get("schema"), example).forEach(error -> wrong.add(error + " in " + example));
        }

        assertThat(holders).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    static Stream<Class<? extends Command>> commands() {
        return Stream.of(AccountCommand.class, WalletCommand.class, NotificationCommand.class)
                .flatMap(family -> MessageTypes.of(family).names().stream()
                        .map(name -> MessageTypes.of(family).find(name).orElseThrow()));
    }

    /** The methods of resources by what they serve, such as {@code GET /api/wallets/{walletId}}. */
    private static Map<String, List<Method>> methods() {
        return new WebApi().getClasses().stream().filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> httpMethod(method).isPresent())
                .collect(Collectors.groupingBy(method -> httpMethod(method).get() + " " + path(method), TreeMap::new,
                        Collectors.toList()));
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(annotation -> annotation != null).map(HttpMethod::value).findFirst();
    }

    private static String path(Method method) {
        String path = "/api/" + method.getDeclaringClass().getAnnotation(Path.class).value();
        if (method.isAnnotationPresent(Path.class)) {
            path += "/" + method.getAnnotation(Path.class).value();
        }
        return path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
    }

    private static Stream<String> queryParameters(Method method) {
        return Arrays.stream(method.getParameters()).flatMap(OpenApiTest::queryParameters);
    }

    private static Stream<String> queryParameters(Parameter parameter) {
        if (parameter.isAnnotationPresent(BeanParam.class)) {
            return queryParameters(parameter.getType());
        }
        return Optional.ofNullable(parameter.getAnnotation(QueryParam.class)).map(QueryParam::value).stream();
    }

    private static Stream<String> queryParameters(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).map((Field field) -> field.getAnnotation(QueryParam.class))
                .filter(annotation -> annotation != null).map(QueryParam::value);
    }

    private static String mediaType(Method method) {
        Produces produces = Optional.ofNullable(method.getAnnotation(Produces.class))
                .orElseGet(() -> method.getDeclaringClass().getAnnotation(Produces.class));
        return produces.value()[0].split(";")[0];
    }

    private static void collect(Type type, Map<String, Class<?>> records) {
        if (type instanceof ParameterizedType list) {
            Arrays.stream(list.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof Class<?> record && record.isRecord()
                && records.put(record.getSimpleName(), record) == null) {
            Arrays.stream(record.getRecordComponents())
                    .forEach(component -> collect(component.getGenericType(), records));
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    /** What JSON a Java type is written as. */
    private static String form(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? "list of " + form(generic.getActualTypeArguments()[0]) : "object";
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants()).map(Object::toString).sorted().toList().toString();
        }
        if (raw.isRecord()) {
            return raw.getSimpleName();
        }
        if (raw == Instant.class) {
            return "date-time";
        }
        return switch (raw.getSimpleName().toLowerCase(Locale.ROOT)) {
            case "long" -> "int64";
            case "int", "integer" -> "int32";
            case "boolean" -> "boolean";
            case "string" -> "string";
            default -> throw new AssertionError("no form for " + raw);
        };
    }

    /** What a schema allows, null aside. */
    private static String form(JsonNode schema) {
        if (schema.has("oneOf")) {
            return form(schema.path("oneOf").path(0));
        }
        if (schema.has("$ref")) {
            JsonNode target = OpenApi.resolved(schema);
            return target.path("type").asText().equals("object")
                    ? schema.path("$ref").asText().replaceAll(".*/", "") : form(target);
        }
        if (schema.has("enum")) {
            return schema.path("enum").valueStream().filter(value -> !value.isNull()).map(JsonNode::asText).sorted()
                    .toList().toString();
        }
        String type = schema.path("type").isArray() ? schema.path("type").path(0).asText() : schema.path("type").asText();
        return switch (type) {
            case "array" -> "list of " + form(schema.path("items"));
            case "integer" -> schema.path("format").asText();
            case "string" -> schema.path("format").asText().equals("date-time") ? "date-time" : "string";
            default -> type;
        };
    }

    /** The document may list the texts that there are. */
    private static boolean isText(String expected, JsonNode schema) {
        return "string".equals(expected) && OpenApi.resolved(schema).path("type").asText().equals("string");
    }

    private static boolean isValid(JsonNode data, Class<? extends Command> command) {
        try {
            Codec.read(data, command);
            return true;
        } catch (InvalidMessageException e) {
            return false;
        }
    }

    private static JsonNode letter(String type, JsonNode data) {
        ObjectNode letter = (ObjectNode) Codec.readTree("{}");
        return letter.put("type", type).set("data", data);
    }

    private static ObjectNode golden(String name) {
        try {
            return (ObjectNode) Codec.readTree(Files.readString(GOLDEN.resolve(name + ".json")));
        } catch (IOException e) {
            throw new AssertionError("no golden file for " + name, e);
        }
    }

    /** Whatever has a schema and an example of it. */
    private static void holders(JsonNode node, List<JsonNode> found) {
        if (node.has("schema") && node.has("example")) {
            found.add(node);
        }
        node.forEach(child -> holders(child, found));
    }
}

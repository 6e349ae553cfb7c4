package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.models.Document;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.notification.NotificationEvent;
import org.ewallet.contract.order.OrderEvent;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.contract.wallet.WalletEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Shows that {@code docs/asyncapi.yaml} is a valid document, and says what the records and the broker's files say. */
class AsyncApiTest {

    /** Messages on the boxes of commands and orders that have no type of their own. */
    private static final String STRUCTURED = "StructuredLetter";

    /** What the broker's own management uses, and where dropped messages would go. */
    private static final Set<String> OF_THE_BROKER_ITSELF = Set.of("DLQ", "ExpiryQueue");

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of(Destinations.ACCOUNT_COMMANDS, AccountCommand.class, Set.of(STRUCTURED)),
                Arguments.of(Destinations.WALLET_COMMANDS, WalletCommand.class, Set.of(STRUCTURED)),
                Arguments.of(Destinations.NOTIFICATION_COMMANDS, NotificationCommand.class, Set.of(STRUCTURED)),
                Arguments.of(Destinations.ACCOUNT_EVENTS, AccountEvent.class, Set.of("CommandRejected")),
                Arguments.of(Destinations.WALLET_EVENTS, WalletEvent.class, Set.of("CommandRejected")),
                Arguments.of(Destinations.NOTIFICATION_EVENTS, NotificationEvent.class, Set.of("CommandRejected")),
                Arguments.of(Destinations.ORDER_EVENTS, OrderEvent.class, Set.of(STRUCTURED)));
    }

    static Stream<Class<? extends Record>> messages() {
        return Samples.all().filter(Message.class::isInstance).map(Record::getClass);
    }

    @Test
    void documentIsValidByTheOfficialSchema() {
        assertThat(AsyncApi.errors(AsyncApi.official(), AsyncApi.DOCUMENT)).isEmpty();
    }

    @Test
    void officialSchemaFindsMistakes() {
        JsonNode broken = AsyncApi.DOCUMENT.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) broken.at("/operations/shopPublishesOrders"))
                .put("action", "publish");

        assertThat(AsyncApi.errors(AsyncApi.official(), broken)).isNotEmpty();
    }

    @Test
    void linterFindsNothing() {
        Document document = Library.readDocument((com.fasterxml.jackson.databind.node.ObjectNode)
                AsyncApi.DOCUMENT.deepCopy());

        assertThat(Library.validate(document, null)).map(problem -> problem.nodePath + ": " + problem.message).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("families")
    void addressHasTheMessagesOfItsFamilyAndNoOther(String address, Class<? extends Message> family, Set<String> others) {
        Set<String> expected = new TreeSet<>(others);
        Arrays.stream(family.getPermittedSubclasses()).map(Class::getSimpleName).forEach(expected::add);

        assertThat(AsyncApi.messagesOn(address)).isEqualTo(expected);
    }

    @Test
    void everyMessageOfTheDocumentIsARecordOrOneOfTheFormsWithoutType() {
        assertThat(AsyncApi.names(AsyncApi.DOCUMENT.at("/components/messages"))).isEqualTo(
                Stream.concat(messages().map(Class::getSimpleName), Stream.of(STRUCTURED, "Outcome", "LetterPutAside",
                        "Receipt", "ExpiredLetter", "ReplayOrder", "Act")).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void propertiesAreTheComponentsOfTheRecord(Class<? extends Record> type) {
        assertThat(properties(type.getSimpleName())).isEqualTo(components(type));
        assertThat(AsyncApi.message(type.getSimpleName()).path("name").asText())
                .isEqualTo(MessageTypes.TYPE_PREFIX + type.getSimpleName());
    }

    @Test
    void propertiesOfAnOutcomeAreTheComponentsOfItsRecord() {
        assertThat(properties("Outcome")).isEqualTo(components(Outcome.class));
    }

    @Test
    void reasonsAreToldInTheirPrecedence() {
        assertThat(AsyncApi.texts(AsyncApi.DOCUMENT.at("/components/schemas/Reason/enum")))
                .isEqualTo(Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void goldenMessageIsValidAndTheExampleOfTheDocument(Class<? extends Record> type) {
        JsonNode examples = AsyncApi.message(type.getSimpleName()).path("examples");

        assertThat(AsyncApi.errors(payload(type.getSimpleName()), Golden.json(type))).isEmpty();
        assertThat(examples.valueStream().map(example -> example.path("payload"))).containsExactly(Golden.json(type));
    }

    @Test
    void goldenOutcomeIsValid() {
        assertThat(AsyncApi.errors(payload("Outcome"), Golden.json(Outcome.class))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegisterPerson", "PersonRegistered"})
    void messageOfAnOlderSenderIsValid(String name) throws Exception {
        String older = Files.readString(Path.of(AsyncApiTest.class.getResource("/golden-before/" + name + ".json").toURI()));

        assertThat(AsyncApi.errors(payload(name), Codec.readTree(older))).isEmpty();
    }

    @Test
    void everyExampleOfASchemaIsValid() {
        for (String name : AsyncApi.names(AsyncApi.DOCUMENT.at("/components/schemas"))) {
            Schema schema = AsyncApi.schema("#/components/schemas/" + name);
            for (JsonNode example : AsyncApi.DOCUMENT.at("/components/schemas/" + name + "/examples")) {
                assertThat(AsyncApi.errors(schema, example)).as("%s of %s", example, name).isEmpty();
            }
        }
    }

    @Test
    void addressesAreThoseOfTheBroker() throws Exception {
        Set<String> expected = new TreeSet<>();
        NodeList addresses = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(Path.of("../server-config/broker/broker.xml")))))
                .getElementsByTagName("address");
        for (int i = 0; i < addresses.getLength(); i++) {
            expected.add(addresses.item(i).getAttributes().getNamedItem("name").getNodeValue());
        }
        expected.removeAll(OF_THE_BROKER_ITSELF);

        assertThat(addresses()).isEqualTo(expected);
    }

    @Test
    void everyAddressOfTheContractIsThere() throws IllegalAccessException {
        Set<String> named = new TreeSet<>();
        for (Field field : Destinations.class.getFields()) {
            named.add((String) field.get(null));
        }

        assertThat(addresses()).containsAll(named);
    }

    @Test
    void everyAddressIsReadBySomebodyAndWrittenToBySomebody() {
        for (String channel : AsyncApi.names(AsyncApi.DOCUMENT.path("channels"))) {
            if (!channel.equals("replies")) {
                assertThat(AsyncApi.DOCUMENT.path("operations").valueStream()
                        .filter(operation -> operation.at("/channel/$ref").asText().equals("#/channels/" + channel))
                        .map(operation -> operation.path("action").asText())).as(channel).contains("send", "receive");
            }
        }
    }

    private static Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode channel : AsyncApi.DOCUMENT.path("channels")) {
            Set<String> parameters = AsyncApi.names(channel.path("parameters"));
            if (parameters.isEmpty() && channel.path("address").isTextual()) {
                addresses.add(channel.path("address").asText());
            }
            for (String parameter : parameters) {
                AsyncApi.texts(channel.at("/parameters/" + parameter + "/enum")).forEach(value ->
                        addresses.add(channel.path("address").asText().replace("{" + parameter + "}", value)));
            }
        }
        return addresses;
    }

    private static Set<String> properties(String name) {
        return AsyncApi.names(AsyncApi.DOCUMENT.at("/components/schemas/" + name + "/properties"));
    }

    private static Set<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(AsyncApiTest::nameInJson)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nameInJson(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static Schema payload(String name) {
        return AsyncApi.schema("#/components/messages/" + name + "/payload");
    }
}

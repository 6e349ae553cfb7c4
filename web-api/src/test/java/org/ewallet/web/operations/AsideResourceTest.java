package org.ewallet.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.contract.Codec;
import org.ewallet.messaging.ConfiguredBroker;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.web.WebApi;
import org.ewallet.web.caller.BearerTokens;
import org.ewallet.web.caller.Role;
import org.ewallet.web.caller.TestIssuer;
import org.ewallet.web.problem.Problem;
import org.glassfish.hk2.api.Factory;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what the web API answers to operators, with the JAX-RS of the server and a broker with the real rights. */
class AsideResourceTest extends JerseyTest {

    private static final String OPERATOR = "operator";
    private static final String BOX = "wallet.commands";
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00.123456Z");

    @RegisterExtension
    static final ConfiguredBroker BROKER = new ConfiguredBroker();

    private JMSContext jms;
    private ActiveMQConnectionFactory connections;
    private String password = OPERATOR;

    @Override
    protected Application configure() {
        set(TestProperties.LOG_TRAFFIC, false);
        connections = (ActiveMQConnectionFactory) BROKER.connections();
        WebApi webApi = new WebApi();
        return new ResourceConfig(webApi.getClasses()).register(new AbstractBinder() {
            @Override
            protected void configure() {
                bindFactory(new Factory<OperatorDesks>() {
                    @Override
                    public OperatorDesks provide() {
                        return new OperatorDesks(connections, OPERATOR, password, Clock.fixed(NOW, ZoneOffset.UTC));
                    }

                    @Override
                    public void dispose(OperatorDesks desks) {
                        // Holds nothing.
                    }
                }).to(OperatorDesks.class);
                bind(TestIssuer.believed()).to(BearerTokens.class);
            }
        });
    }

    @BeforeEach
    @Override
    public void setUp() throws Exception {
        super.setUp();
        jms = BROKER.connections().createContext(OPERATOR, OPERATOR);
    }

    @AfterEach
    @Override
    public void tearDown() throws Exception {
        for (String queue : List.of(BOX, "account.commands")) {
            takeAll(queue);
            takeAll(Aside.DEAD.queue(queue));
            takeAll(Aside.INVALID.queue(queue));
        }
        jms.close();
        super.tearDown();
    }

    @ParameterizedTest
    @CsvSource({"dead-letters, DEAD", "invalid-letters, INVALID"})
    void groupsAreCountedAndCanBeChosenByBoxAndCause(String address, Aside aside) throws JMSException {
        putAside(aside, BOX, "l1", "A");
        putAside(aside, BOX, "l2", "A");
        putAside(aside, BOX, "l3", "B");
        putAside(aside, "account.commands", "l4", "A");

        assertThat(groups(address)).containsExactly("account.commands A 1", "wallet.commands A 2",
                "wallet.commands B 1");
        assertThat(groups(address + "?box=wallet.commands")).containsExactly("wallet.commands A 2",
                "wallet.commands B 1");
        assertThat(groups(address + "?cause=A")).containsExactly("account.commands A 1", "wallet.commands A 2");
        assertThat(groups(address.startsWith("dead") ? "invalid-letters" : "dead-letters")).isEmpty();
    }

    @Test
    void aLetterIsShownByTheIdOfItsSenderAndByThatOfJms() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        putAside(Aside.DEAD, BOX, "l2", "A");

        JsonNode letters = json(get("dead-letters/wallet.commands/l1")).path("letters");
        assertThat(letters).hasSize(1);
        JsonNode letter = letters.path(0);
        assertThat(letter.path("letterId").textValue()).isEqualTo("l1");
        assertThat(letter.path("cause").textValue()).isEqualTo("A");
        assertThat(letter.path("bodyFormat").textValue()).isEqualTo("TEXT");
        assertThat(letter.path("body").textValue()).isEqualTo("body of l1");
        assertThat(json(get("dead-letters/wallet.commands/" + letter.path("messageId").textValue())).path("letters"))
                .isEqualTo(letters);
        assertThat(json(get("dead-letters/wallet.commands")).path("letters")).hasSize(2);
        assertThat(json(get("dead-letters/wallet.commands?limit=1")).path("letters")).isEqualTo(letters);
        assertThat(problem(get("dead-letters/wallet.commands/nobody"), 404).detail())
                .contains("wallet.commands.dead");
        assertThat(problem(get("invalid-letters/wallet.commands/l1"), 404).type())
                .isEqualTo("urn:ewallet:problem:not-found");
    }

    @Test
    void oneLetterAGroupAndAllCanBeReplayed() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        putAside(Aside.DEAD, BOX, "l2", "A");
        putAside(Aside.DEAD, BOX, "l3", "B");
        putAside(Aside.DEAD, BOX, "l4", "C");
        putAside(Aside.DEAD, "account.commands", "l5", "C");

        assertThat(text(post("dead-letters/wallet.commands/l2/replay", "{}"))).isEqualTo("{\"letters\":1,\"expired\":0}");
        assertThat(takeAll(BOX)).containsExactly("l2");
        assertThat(text(post("dead-letters/wallet.commands/replay?cause=B", "{}"))).contains("\"letters\":1");
        assertThat(takeAll(BOX)).containsExactly("l3");
        assertThat(text(post("dead-letters/replay", "{}"))).contains("\"letters\":3");
        assertThat(takeAll(BOX)).containsExactly("l1", "l4");
        assertThat(takeAll("account.commands")).containsExactly("l5");
        assertThat(groups("dead-letters")).isEmpty();
        assertThat(problem(post("dead-letters/wallet.commands/l2/replay", "{}"), 404).type())
                .isEqualTo("urn:ewallet:problem:not-found");
        assertThat(text(post("dead-letters/wallet.commands/replay", "{}"))).contains("\"letters\":0");
    }

    @Test
    void discardingNeedsAReasonAndIsRecordedWithTheNameInTheToken() throws JMSException {
        putAside(Aside.INVALID, BOX, "l1", "BAD_DATA");

        assertThat(problem(post("invalid-letters/wallet.commands/l1/discard", "{}"), 400).field()).isEqualTo("reason");
        assertThat(groups("invalid-letters")).containsExactly("wallet.commands BAD_DATA 1");
        assertThat(text(post("invalid-letters/wallet.commands/l1/discard", "{\"reason\": \"a test of the shop\"}")))
                .contains("\"letters\":1");

        assertThat(groups("invalid-letters")).isEmpty();
        assertThat(takeAll(BOX)).isEmpty();
        assertThat(text(get("invalid-letters/acts?limit=1"))).isEqualTo("{\"acts\":[{"
                + "\"at\":\"2030-01-31T12:00:00.123456Z\",\"by\":\"olga\",\"act\":\"DISCARD\","
                + "\"aside\":\"INVALID\",\"box\":\"wallet.commands\",\"letterId\":\"l1\",\"cause\":\"BAD_DATA\","
                + "\"reason\":\"a test of the shop\"}]}");
    }

    @Test
    void allOfABoxAndAllAtOnceCanBeDiscarded() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        putAside(Aside.DEAD, "account.commands", "l2", "A");

        assertThat(text(post("dead-letters/wallet.commands/discard", "{\"reason\": \"r\"}"))).contains("\"letters\":1");
        assertThat(groups("dead-letters")).containsExactly("account.commands A 1");
        assertThat(text(post("dead-letters/discard", "{\"reason\": \"r\"}"))).contains("\"letters\":1");
        assertThat(groups("dead-letters")).isEmpty();
    }

    @Test
    void withoutATokenNothingIsToldAndNothingDone() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        String login = "Basic " + Base64.getEncoder()
                .encodeToString((OPERATOR + ":" + OPERATOR).getBytes(StandardCharsets.UTF_8));

        for (String authorization : new String[] {null, login}) {
            Response refused = request("dead-letters", authorization).get();
            assertThat(refused.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(problem(refused, 401).type()).isEqualTo("urn:ewallet:problem:unauthorized");
            problem(request("dead-letters/replay", authorization).post(Entity.json("{}")), 401);
        }

        assertThat(groups("dead-letters")).hasSize(1);
    }

    @Test
    void auditorsLookAndOnlyOperatorsAct() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");
        String auditor = TestIssuer.bearer("audrey", Role.AUDITOR);

        assertThat(text(request("dead-letters/wallet.commands", auditor).get())).contains("body of l1");
        for (String other : List.of(auditor, TestIssuer.bearer("shop", Role.SENDER), TestIssuer.bearer("olga"))) {
            assertThat(problem(request("dead-letters/replay", other).post(Entity.json("{}")), 403).detail())
                    .isEqualTo("this needs the role operator");
        }
        for (String other : List.of(TestIssuer.bearer("shop", Role.SENDER), TestIssuer.bearer("olga"))) {
            for (String address : List.of("dead-letters", "dead-letters/acts", "dead-letters/wallet.commands",
                    "dead-letters/wallet.commands/l1")) {
                assertThat(problem(request(address, other).get(), 403).type())
                        .isEqualTo("urn:ewallet:problem:forbidden");
            }
        }

        assertThat(groups("dead-letters")).hasSize(1);
    }

    @Test
    void anOperatorIsNotToldOfALoginThatTheBrokerRefuses() {
        password = "wrong";

        Problem problem = problem(get("dead-letters"), 503);

        assertThat(problem.type()).isEqualTo("urn:ewallet:problem:unavailable");
        assertThat(problem.detail()).doesNotContain("wrong", "operator", "AMQ");
    }

    @Test
    void whileTheBrokerIsDownTheOperatorIsToldWhenToComeAgain() {
        connections = new ActiveMQConnectionFactory("tcp://127.0.0.1:1?initialConnectAttempts=1");

        Response response = get("dead-letters");

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(problem(response, 503).type()).isEqualTo("urn:ewallet:problem:unavailable");
    }

    @Test
    void anOrderThatABrowserCouldBeTrickedIntoIsRefused() throws JMSException {
        putAside(Aside.DEAD, BOX, "l1", "A");

        assertThat(problem(request("dead-letters/replay", operator())
                .post(Entity.text("{}")), 415).status()).isEqualTo(415);
        assertThat(problem(request("dead-letters/replay", operator()).method("POST"), 400).type())
                .isEqualTo("urn:ewallet:problem:invalid-request");

        assertThat(groups("dead-letters")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"dead-letters?box=nonsense, box", "dead-letters/nonsense, box", "dead-letters/nonsense/l1, box",
        "dead-letters/wallet.commands?limit=0, limit", "dead-letters/acts?limit=1001, limit",
        "dead-letters/acts?limit=x, limit"})
    void aWrongParameterIsAProblemThatNamesIt(String address, String field) {
        assertThat(problem(get(address), 400).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"reason\": 7}", "nonsense", "\"reason\""})
    void anOrderThatIsNoJsonObjectWithATextAsReasonIsRefused(String body) {
        assertThat(problem(post("dead-letters/discard", body), 400).type())
                .isEqualTo("urn:ewallet:problem:invalid-request");
    }

    @Test
    void anOrderOfMoreThan16KibibytesIsRefused() {
        assertThat(problem(post("dead-letters/discard", " ".repeat(16 * 1024 + 1)), 413).type())
                .isEqualTo("urn:ewallet:problem:too-large");
    }

    private void putAside(Aside aside, String box, String id, String cause) throws JMSException {
        Message letter = jms.createTextMessage("body of " + id);
        letter.setStringProperty("cloudEvents_id", id);
        letter.setStringProperty("ewallet_reason", cause);
        jms.createProducer().send(jms.createQueue(aside.queue(box)), letter);
    }

    /** The ids of all letters of a queue, which is empty then. */
    private List<String> takeAll(String queue) throws JMSException {
        List<String> ids = new ArrayList<>();
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                ids.add(next.getStringProperty("cloudEvents_id"));
            }
        }
        return ids;
    }

    private List<String> groups(String address) {
        List<String> groups = new ArrayList<>();
        json(get(address)).path("groups").forEach(group -> groups.add(group.path("box").textValue() + " "
                + group.path("cause").textValue() + " " + group.path("letters").longValue()));
        return groups;
    }

    private Response get(String address) {
        return request(address, operator()).get();
    }

    private Response post(String address, String body) {
        return request(address, operator()).post(Entity.json(body));
    }

    private static String operator() {
        return TestIssuer.bearer("olga", Role.OPERATOR);
    }

    private Invocation.Builder request(String address, String authorization) {
        return client().target(getBaseUri() + address).request().header("Authorization", authorization);
    }

    private static JsonNode json(Response response) {
        return Codec.readTree(text(response));
    }

    private static String text(Response response) {
        String body = response.readEntity(String.class);
        assertThat(response.getStatus()).as(body).isEqualTo(200);
        return body;
    }

    private static Problem problem(Response response, int status) {
        String body = response.readEntity(String.class);
        assertThat(response.getStatus()).as(body).isEqualTo(status);
        assertThat(response.getHeaderString("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
        return Codec.read(body, Problem.class);
    }
}

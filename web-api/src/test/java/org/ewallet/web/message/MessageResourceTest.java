package org.ewallet.web.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ewallet.contract.Codec;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.LetterCountQueries;
import org.ewallet.contract.account.AccountQueries;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.wallet.WalletQueries;
import org.ewallet.web.FrontDoorLiteral;
import org.ewallet.web.WebApi;
import org.ewallet.web.caller.BearerTokens;
import org.ewallet.web.caller.Role;
import org.ewallet.web.caller.TestIssuer;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;
import org.ewallet.web.service.Services;
import org.glassfish.hk2.api.Factory;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows what the web API answers of the balance of letters, with the JAX-RS of the server, in memory. */
class MessageResourceTest extends JerseyTest {

    private static final ProblemException BROKER_DOWN = new ProblemException(Problem.unavailable("no broker"));

    private final List<LetterCountQueries> counting = new ArrayList<>(List.of(
            told("account.commands", 1), told("wallet.commands", 2), told("notification.commands", 3)));
    private boolean isDeployed = true;
    private boolean isBrokerThere = true;
    private int closed;
    private String unread;

    @Override
    protected Application configure() {
        set(TestProperties.LOG_TRAFFIC, false);
        WebApi webApi = new WebApi();
        return new ResourceConfig(webApi.getClasses()).addProperties(webApi.getProperties())
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bindFactory(new Factory<Services>() {
                            @Override
                            public Services provide() {
                                return services();
                            }

                            @Override
                            public void dispose(Services services) {
                                // Holds nothing.
                            }
                        }).to(Services.class);
                        bind(TestIssuer.believed()).to(BearerTokens.class);
                        bind(new FakeBroker()).to(BrokerDepths.class);
                        bind(Clock.systemUTC()).to(Clock.class).qualifiedBy(new FrontDoorLiteral());
                    }
                });
    }

    @BeforeEach
    @Override
    public void setUp() throws Exception {
        super.setUp();
    }

    @AfterEach
    @Override
    public void tearDown() throws Exception {
        super.tearDown();
    }

    @Test
    void theBalanceHasALineForEachCommandBox() {
        JsonNode balance = json("messages/balance");

        assertThat(balance.path("addsUp").booleanValue()).isTrue();
        assertThat(balance.path("boxes")).extracting(box -> box.path("address").textValue() + " "
                + box.path("accepted") + " " + box.path("completed") + " " + box.path("dead") + " "
                + box.path("addsUp"))
                .containsExactly("account.commands 2 1 1 true", "wallet.commands 3 2 1 true",
                        "notification.commands 4 3 1 true");
        assertThat(balance.path("boxes")).allMatch(box -> box.get("reason").isNull());
        assertThat(closed).isOne();
    }

    @Test
    void ofAServiceThatDoesNotAnswerTheCountsAreUnknownAndTheOthersAreTold() {
        counting.set(2, silent("notification.commands",
                new ProblemException(Problem.unavailable("the notification service does not answer"))));

        JsonNode balance = json("messages/balance");

        assertThat(balance.path("addsUp").isNull()).isTrue();
        assertThat(balance.path("boxes")).extracting(box -> box.path("addsUp").asText())
                .containsExactly("true", "true", "null");
        JsonNode silent = balance.path("boxes").path(2);
        assertThat(silent.path("reason").textValue()).isEqualTo("the notification service does not answer");
        assertThat(List.of("accepted", "completed", "rejected", "repeated", "expired", "missing"))
                .allMatch(count -> silent.get(count).isNull());
        assertThat(silent.path("dead").intValue()).isOne();
    }

    @Test
    void soTheyAreIfItsDatabaseIsDown() {
        counting.set(1, silent("wallet.commands", new EJBException(new IllegalStateException("secret"))));

        JsonNode silent = json("messages/balance").path("boxes").path(1);

        assertThat(silent.path("addsUp").isNull()).isTrue();
        assertThat(silent.path("reason").textValue()).contains("the server's log").doesNotContain("secret");
    }

    @Test
    void withoutTheBrokerNothingIsTold() {
        isBrokerThere = false;

        assertThat(problem("messages/balance").type()).isEqualTo("urn:ewallet:problem:unavailable");
        assertThat(problem("messages/counts").type()).isEqualTo("urn:ewallet:problem:unavailable");
        assertThat(problem("messages/boxes").type()).isEqualTo("urn:ewallet:problem:unavailable");
        assertThat(problem("messages/services").type()).isEqualTo("urn:ewallet:problem:unavailable");
    }

    @Test
    void whereAServiceIsNeitherHereNorElsewhereThereIsNoBalance() {
        isDeployed = false;

        assertThat(problem("messages/balance")).isEqualTo(Problem.notDeployed("notification"));
    }

    @Test
    void theBoxesAreToldAsTheBrokerTellsThem() {
        JsonNode boxes = json("messages/boxes");

        assertThat(boxes.path("asOf").textValue()).isNotEmpty();
        assertThat(boxes.path("boxes")).hasSize(3);
        assertThat(boxes.path("boxes").path(0)).hasToString("{\"name\":\"account.commands\",\"topic\":null,"
                + "\"letters\":7,\"delayed\":2,\"oldestMillis\":1500,\"consumers\":1,\"paused\":false,\"added\":9,"
                + "\"taken\":2,\"dead\":1,\"invalid\":0}");
        assertThat(closed).isOne();
    }

    @Test
    void aServiceIsUpIfItAnswersAndReadsItsBox() {
        counting.set(1, silent("wallet.commands", new EJBException(new IllegalStateException("secret"))));
        unread = "notification.commands";

        JsonNode told = json("messages/services");

        assertThat(told.path("services")).extracting(service -> service.path("name").textValue() + " "
                + service.path("up") + ": " + service.path("detail").textValue()).containsExactly(
                "account true: it answers and reads account.commands",
                "wallet false: the service cannot read what it has counted; the server's log has the cause",
                "notification false: nobody reads notification.commands");
        assertThat(told.path("consoleUrl").textValue()).isEqualTo("http://localhost:8161/console");
    }

    @Test
    void theCountsAreThoseOfEveryServiceOrNone() {
        assertThat(json("messages/counts").path("counts")).extracting(count -> count.path("box").textValue())
                .containsExactly("account.commands", "wallet.commands", "notification.commands");

        counting.set(0, silent("account.commands", new ProblemException(Problem.unavailable("down"))));

        assertThat(problem("messages/counts").detail()).isEqualTo("down");
    }

    @Test
    void operatorsAndAuditorsAreToldAndNobodyElse() {
        for (String address : List.of("messages/balance", "messages/counts")) {
            assertThat(get(address, Role.AUDITOR).getStatus()).isEqualTo(200);
            assertThat(get(address, Role.SENDER).getStatus()).isEqualTo(403);
            assertThat(get(address, new Role[0]).getStatus()).isEqualTo(403);
        }
    }

    private Services services() {
        return new Services(Optional.of(unasked(AccountQueries.class)), Optional.of(unasked(WalletQueries.class)),
                Optional.of(unasked(NotificationQueries.class)).filter(service -> isDeployed), List.of(), counting);
    }

    /** A service that completed some letters and has one dead. */
    private static LetterCountQueries told(String box, long completed) {
        return new Counting(box, new LetterCount(box, completed + 1, completed, 0, 0, 0, 0), null);
    }

    private static LetterCountQueries silent(String box, RuntimeException why) {
        return new Counting(box, null, why);
    }

    private static <Q> Q unasked(Class<Q> queries) {
        return queries.cast(Proxy.newProxyInstance(queries.getClassLoader(), new Class<?>[] {queries},
                (proxy, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private JsonNode json(String address) {
        Response response = get(address);
        String body = response.readEntity(String.class);
        assertThat(response.getStatus()).as(body).isEqualTo(200);
        return Codec.readTree(body);
    }

    private Problem problem(String address) {
        Response response = get(address);
        assertThat(response.getStatus()).isEqualTo(503);
        return Codec.read(response.readEntity(String.class), Problem.class);
    }

    private Response get(String address) {
        return get(address, Role.OPERATOR);
    }

    private Response get(String address, Role... roles) {
        return client().target(getBaseUri() + address).request()
                .header("Authorization", TestIssuer.bearer("olga", roles)).get();
    }

    private record Counting(String commandBox, LetterCount count, RuntimeException failure)
            implements LetterCountQueries {

        @Override
        public List<LetterCount> letterCounts() {
            if (failure != null) {
                throw failure;
            }
            return List.of(count);
        }
    }

    /** One dead letter in each box, and nothing else. */
    private final class FakeBroker extends BrokerDepths {

        @Override
        Conversation open() {
            requireSettled();
            return new Conversation() {
                @Override
                public BoxDepth depth(String box) {
                    return new BoxDepth(0, 0, 0, 1, 0, 0, 0, null, true);
                }

                @Override
                public List<BoxState> boxes() {
                    return Stream.of("account.commands", "wallet.commands", "notification.commands")
                            .map(name -> new BoxState(name, null, 7, 2, 1500L, name.equals(unread) ? 0 : 1, false, 9, 2,
                                    1L, 0L)).toList();
                }

                @Override
                public int preparedTransactions() {
                    return 0;
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        Optional<String> console() {
            return Optional.of("http://localhost:8161/console");
        }

        @Override
        void requireSettled() {
            if (!isBrokerThere) {
                throw BROKER_DOWN;
            }
        }
    }
}

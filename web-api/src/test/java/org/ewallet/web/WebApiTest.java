package org.ewallet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ewallet.web.FakeServices.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.ewallet.contract.Codec;
import org.ewallet.web.caller.BearerTokens;
import org.ewallet.web.caller.Role;
import org.ewallet.web.caller.TestIssuer;
import org.ewallet.web.command.KnownLetters;
import org.ewallet.web.command.LetterDrop;
import org.ewallet.web.command.OutcomeWaiters;
import org.ewallet.web.command.RateLimits;
import org.ewallet.web.command.RecordingLetterDrop;
import org.ewallet.web.problem.FieldError;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.service.Services;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows what the web API answers, with the JAX-RS of the server, in memory and without a server. */
class WebApiTest extends JerseyTest {

    private static final int LETTERS_PER_SECOND = 50;

    private final RecordingLetterDrop drop = new RecordingLetterDrop();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    @Override
    protected Application configure() {
        set(TestProperties.LOG_TRAFFIC, false);
        WebApi webApi = new WebApi();
        return new ResourceConfig(webApi.getClasses()).addProperties(webApi.getProperties())
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(FakeServices.services()).to(Services.class);
                        bind(Clock.fixed(NOW, ZoneOffset.UTC)).to(Clock.class)
                                .qualifiedBy(new FrontDoorLiteral());
                        bind(drop).to(LetterDrop.class);
                        bind(new OutcomeWaiters(executor)).to(OutcomeWaiters.class);
                        bind(new KnownLetters(FakeServices.services(), executor)).to(KnownLetters.class);
                        bind(new RateLimits(LETTERS_PER_SECOND)).to(RateLimits.class);
                        bind(TestIssuer.believed()).to(BearerTokens.class);
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
        executor.shutdownNow();
    }

    @Test
    void aWalletHasTheShapeOfTheContractWithItsNulls() {
        assertThat(text("wallets/johny.EUR")).isEqualTo("{\"walletId\":\"johny.EUR\",\"ownerId\":\"johny\","
                + "\"currency\":\"EUR\",\"status\":\"OPEN\",\"blockMode\":null,\"balanceMinor\":8750,\"heldMinor\":50,"
                + "\"availableMinor\":8700,\"overdraftLimitMinor\":0,\"openedAt\":\"2030-01-31T12:00:00.123456Z\"}");
    }

    @Test
    void aBalanceIsTheOneOfNowUnlessAnInstantIsGiven() {
        JsonNode present = json("wallets/johny.EUR/balance");
        assertThat(present.path("balanceMinor").longValue()).isEqualTo(8750);
        assertThat(present.path("heldMinor").longValue()).isEqualTo(50);
        assertThat(present.path("availableMinor").longValue()).isEqualTo(8700);
        assertThat(present.path("asOf").textValue()).isEqualTo(NOW.toString());
        JsonNode past = json("wallets/johny.EUR/balance?at=2029-01-01T00:00:00%2B01:00");
        assertThat(past.path("balanceMinor").longValue()).isZero();
        assertThat(past.path("asOf").textValue()).isEqualTo("2028-12-31T23:00:00Z");
    }

    @Test
    void aStatementIsJsonUnlessCsvIsAskedFor() {
        assertThat(json("wallets/johny.EUR/statement").path("entries").path(0).path("amountMinor").longValue())
                .isEqualTo(-1250);
        assertThat(request("wallets/johny.EUR/statement").accept("*/*").get().getMediaType().getSubtype())
                .isEqualTo("json");
        assertThat(request("wallets/johny.EUR/statement").accept("image/png").get().getStatus()).isEqualTo(406);
    }

    @Test
    void aStatementAsCsvLinksToItsNextPageAndItsLastPageToNone() {
        Response first = request("wallets/johny.EUR/statement?limit=1").accept("text/csv").get();

        assertThat(first.getStatus()).isEqualTo(200);
        assertThat(first.getHeaderString("Content-Type")).isEqualTo("text/csv;charset=utf-8;header=present");
        assertThat(first.getHeaderString("Content-Disposition"))
                .isEqualTo("attachment; filename=\"statement-johny.EUR.csv\"");
        assertThat(first.readEntity(String.class))
                .endsWith("TRANSFER,-1250,8750,EUR,mary.EUR,t1,\"'=1+1, \"\"hi\"\"\"\r\n");
        Link next = first.getLink("next");
        assertThat(next.getUri().getRawQuery()).contains("limit=1").contains("cursor=c%2F1%262");
        Response last = request("wallets/johny.EUR/statement?" + next.getUri().getRawQuery()).accept("text/csv").get();
        assertThat(last.getStatus()).isEqualTo(200);
        assertThat(last.getLink("next")).isNull();
    }

    @Test
    void listsAreNamed() {
        assertThat(json("wallets/johny.EUR/holds").path("holds").path(0).path("holdId").textValue()).isEqualTo("h1");
        assertThat(json("persons/johny/wallets").path("wallets")).hasSize(1);
        assertThat(text("persons/nobody/wallets")).isEqualTo("{\"wallets\":[]}");
        assertThat(text("ledger/sums"))
                .isEqualTo("{\"sums\":[{\"currency\":\"EUR\",\"sumMinor\":0,\"wallets\":2,\"entries\":4}]}");
    }

    @Test
    void anAuditIsAnsweredAlsoIfTheBooksAreBroken() {
        assertThat(text("ledger/audit")).isEqualTo("{\"holds\":false,\"asOf\":\"2030-01-31T12:00:00.123456Z\","
                + "\"invariants\":[{\"number\":1,\"code\":\"HELD\",\"statement\":\"held = held\",\"rowsChecked\":3,"
                + "\"rowsBroken\":0,\"brokenRows\":[]},{\"number\":2,\"code\":\"SUM\",\"statement\":\"sum = 0\","
                + "\"rowsChecked\":4,\"rowsBroken\":1,\"brokenRows\":[\"currency EUR: 1\"]}]}");
    }

    @Test
    void aPersonHasAStatus() {
        JsonNode person = json("persons/johny");

        assertThat(person.path("status").textValue()).isEqualTo("REGISTERED");
        assertThat(person.path("registeredAt").textValue()).isEqualTo(NOW.toString());
    }

    @Test
    void anOutcomeIsAnsweredByteForByte() {
        Response response = request("commands/t1").get();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/json");
        assertThat(response.readEntity(byte[].class))
                .isEqualTo(FakeServices.OUTCOME.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void anUnknownCommandHasAStatusAndNoProblem() {
        Response response = request("commands/t2").get();

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/json");
        assertThat(response.readEntity(String.class)).isEqualTo("{\"commandId\":\"t2\",\"status\":\"UNKNOWN\"}");
    }

    @Test
    void whoeverWaitsForAnOutcomeThatIsThereDoesNotWait() {
        assertThat(request("commands/t1?wait=30s").get().readEntity(String.class)).isEqualTo(FakeServices.OUTCOME);
        assertThat(request("commands/t2?wait=0s").get().getStatus()).isEqualTo(404);
    }

    @Test
    void aCopyOfAWalletThatIsStillRightNeedNotBeSentAgain() {
        Response first = request("wallets/johny.EUR").get();
        String tag = first.getHeaderString("ETag");

        Response again = request("wallets/johny.EUR").header("If-None-Match", tag).get();

        assertThat(tag).matches("W/\"[0-9a-f]{16}\"");
        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.hasEntity()).isFalse();
        assertThat(again.getHeaderString("ETag")).isEqualTo(tag);
        assertThat(again.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(request("wallets/johny.EUR").header("If-None-Match", "W/\"0\"").get().getStatus()).isEqualTo(200);
        assertThat(request("wallets/nobody").header("If-None-Match", "*").get().getStatus()).isEqualTo(404);
        assertThat(request("wallets/johny.EUR/balance").get().getHeaderString("ETag")).isNull();
        assertThat(problem(request("wallets/johny.EUR").header("If-None-Match", "no tag").get(), 400).field())
                .isEqualTo("If-None-Match");
    }

    @Test
    void whoeverDropsTooManyLettersIsToldToComeAgainSoon() {
        Response response = put("t3", "{}");
        for (int i = 0; i < 100_000 && response.getStatus() != 429; i++) {
            response = put("t3", "{}");
        }

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(problem(response, 429).detail()).isEqualTo("at most 50 letters per second");
        assertThat(drop.taken()).isEmpty();
    }

    @Test
    void anIdThatWasUsedForAnotherLetterIsAConflictAndTheLetterIsNotSent() {
        Problem problem = problem(put("t1", "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"mary\"}}"), 409);

        assertThat(problem.type()).isEqualTo("urn:ewallet:problem:id-reused");
        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("data.personId");
        assertThat(drop.taken()).isEmpty();
        assertThat(put("t1", "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"johny\"}}").getStatus()).isEqualTo(202);
    }

    @Test
    void aLetterIsTakenAlsoIfNobodyKnowsWhetherItsIdWasUsed() {
        assertThat(put("unasked", "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"johny\"}}").getStatus()).isEqualTo(202);
    }

    @Test
    void everyFieldThatIsWrongIsTold() {
        Problem problem = problem(put("t3", "{\"type\":\"DepositFunds\",\"data\":{\"amountMinor\":0}}"), 422);

        assertThat(problem.errors()).extracting(FieldError::field)
                .containsExactly("data.walletId", "data.amountMinor", "data.currency");
        assertThat(problem.field()).isEqualTo("data.walletId");
    }

    @Test
    void noAnswerMayBeCached() {
        assertThat(request("wallets/johny.EUR/balance").get().getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(request("wallets/nobody").get().getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "wallets/b%20d, walletId",
        "wallets/b%20d/balance, walletId",
        "wallets/b%20d/statement, walletId",
        "wallets/b%20d/holds, walletId",
        "wallets/johny.EUR/balance?at=, at",
        "wallets/johny.EUR/balance?at=yesterday, at",
        "wallets/johny.EUR/balance?at=2030-01-01T00:00:00, at",
        "wallets/johny.EUR/statement?from=2030-01-01, from",
        "wallets/johny.EUR/statement?to=x, to",
        "wallets/johny.EUR/statement?limit=x, limit",
        "wallets/johny.EUR/statement?limit=0, limit",
        "wallets/johny.EUR/statement?cursor=other, cursor",
        "wallets/johny.EUR/statement?order=sideways, order",
        "persons/b%20d, personId",
        "persons/b%20d/wallets, personId",
        "commands/b%20d, commandId",
        "commands/t1?wait=long, wait",
        "commands/t1?wait=31s, wait",
        "notifications?personId=b%20d, personId",
        "notifications?commandId=b%20d, commandId",
        "notifications/b%20d, id",
    })
    void aWrongParameterIsAProblemThatNamesIt(String address, String field) {
        Problem problem = problem(request(address).get(), 400);

        assertThat(problem.type()).isEqualTo("urn:ewallet:problem:invalid-request");
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).startsWith(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallets/nobody", "wallets/nobody/balance",
        "wallets/nobody/balance?at=2030-01-01T00:00:00Z", "wallets/nobody/statement", "wallets/nobody/holds",
        "persons/nobody", "nothing", "application.wadl"})
    void whatDoesNotExistIsAProblem(String address) {
        assertThat(problem(request(address).get(), 404).type()).isEqualTo("urn:ewallet:problem:not-found");
    }

    @Test
    void aServiceThatIsNeitherHereNorElsewhereIsAProblemThatDoesNotPass() {
        Response response = request("notifications").get();

        assertThat(response.getHeaderString("Retry-After")).isNull();
        assertThat(problem(response, 503)).isEqualTo(Problem.notDeployed("notification"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "POST"})
    void nothingCanBeChangedByHttpButByALetter(String method) {
        Response response = request("wallets/johny.EUR").method(method);

        assertThat(response.getHeaderString("Allow")).contains("GET");
        assertThat(problem(response, 405).type()).isEqualTo("urn:ewallet:problem:method-not-allowed");
    }

    @Test
    void anUnexpectedErrorTellsAnIncidentAndNothingElse() {
        Logger log = Logger.getLogger("org.ewallet.web.problem");
        log.setLevel(Level.OFF);
        try {
            Response response = request("wallets/broken").get();
            response.bufferEntity();

            assertThat(response.readEntity(String.class)).doesNotContain("secret", "Exception", "org.ewallet.");
            assertThat(problem(response, 500).incident()).isNotBlank();
        } finally {
            log.setLevel(null);
        }
    }

    @Test
    void aLetterIsTakenAndItsOutcomeHasTheSameAddress() {
        Response response = put("b1", "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"johny\"}}");

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(response.getLocation().getPath()).endsWith("/commands/b1");
        assertThat(drop.taken()).containsExactly(
                "account.commands b1 org.ewallet.BanPerson {\"personId\":\"johny\"} from a trusted system");
    }

    @Test
    void aLetterOfAPersonSaysSo() {
        request("commands/b1", TestIssuer.bearer("johny"))
                .put(Entity.json("{\"type\":\"BanPerson\",\"data\":{\"personId\":\"mary\"}}"));

        assertThat(drop.taken()).containsExactly(
                "account.commands b1 org.ewallet.BanPerson {\"personId\":\"mary\"} from person johny");
    }

    @Test
    void whileTheBrokerIsDownTheSenderIsToldWhenToComeAgain() {
        Response response = put("broker-down", "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"johny\"}}");

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(problem(response, 503).type()).isEqualTo("urn:ewallet:problem:unavailable");
    }

    @Test
    void aProblemHasTheMembersOfItsStandardAndNoOthers() {
        assertThat(request("wallets/nobody").get().readEntity(String.class)).isEqualTo(
                "{\"type\":\"urn:ewallet:problem:not-found\",\"title\":\"Not found\",\"status\":404,"
                        + "\"detail\":\"there is no wallet nobody\"}");
    }

    @Test
    void aLetterOfMoreThanOneMebibyteIsRefused() {
        Response response = put("t3", " ".repeat(1024 * 1024 + 1));

        assertThat(problem(response, 413).type()).isEqualTo("urn:ewallet:problem:too-large");
    }

    @Test
    void aLetterThatCannotBeReadIsRefusedBeforeAnyBoxIsTouched() {
        assertThat(problem(put("t3", "{nonsense"), 400).type()).isEqualTo("urn:ewallet:problem:invalid-request");
        assertThat(problem(put("b%20d", "{}"), 400).field()).isEqualTo("commandId");
        assertThat(problem(put("t3", "{\"type\":\"BanPerson\",\"data\":{}}"), 422).field()).isEqualTo("data.personId");
        assertThat(problem(request("commands/t3").put(Entity.text("{}")), 415).type())
                .isEqualTo("urn:ewallet:problem:unsupported-media-type");
        assertThat(drop.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallets/johny.EUR", "wallets/nobody", "persons/johny", "notifications", "commands/t1",
        "ledger/sums", "messages/balance", "dead-letters", "nothing", "b%20d"})
    void withoutATokenNothingIsTold(String address) {
        for (String authorization : new String[] {null, "Bearer nonsense"}) {
            Response response = request(address, authorization).get();

            assertThat(response.getHeaderString("WWW-Authenticate"))
                    .isEqualTo(authorization == null ? "Bearer" : "Bearer error=\"invalid_token\"");
            assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
            problem(response, 401);
        }
    }

    @Test
    void aLetterWithoutATokenIsNotTaken() {
        problem(request("commands/t3", null).put(Entity.json("{}")), 401);
        assertThat(drop.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wallets/johny.EUR,           200, 403, 200, 403, 403",
        "wallets/johny.EUR/balance,   200, 403, 200, 403, 403",
        "wallets/johny.EUR/statement, 200, 403, 200, 403, 403",
        "wallets/johny.EUR/holds,     200, 403, 200, 403, 403",
        "wallets/nobody,              404, 404, 404, 404, 404",
        "persons/johny,               200, 403, 200, 403, 403",
        "persons/johny/wallets,       200, 403, 200, 403, 403",
        "persons/nobody,              403, 403, 404, 403, 403",
        "notifications?personId=johny, 503, 403, 503, 403, 403",
        "notifications,               503, 503, 503, 403, 403",
        "commands/t1,                 200, 403, 200, 200, 200",
        "ledger/sums,                 403, 403, 200, 403, 403",
        "ledger/audit,                403, 403, 200, 403, 403",
    })
    void whoMayReadWhat(String address, int johny, int mary, int auditor, int operator, int sender) {
        assertThat(request(address, TestIssuer.bearer("johny")).get().getStatus()).isEqualTo(johny);
        assertThat(request(address, TestIssuer.bearer("mary")).get().getStatus()).isEqualTo(mary);
        assertThat(request(address, TestIssuer.bearer("johny", Role.AUDITOR)).get().getStatus()).isEqualTo(auditor);
        assertThat(request(address, TestIssuer.bearer("johny", Role.OPERATOR)).get().getStatus()).isEqualTo(operator);
        assertThat(request(address, TestIssuer.bearer("johny", Role.SENDER)).get().getStatus()).isEqualTo(sender);
    }

    @Test
    void whatIsForbiddenIsAProblemThatSaysWhy() {
        assertThat(problem(request("wallets/johny.EUR", TestIssuer.bearer("mary")).get(), 403).detail())
                .isEqualTo("mary may not read what belongs to somebody else");
        assertThat(problem(request("ledger/sums", TestIssuer.bearer("mary")).get(), 403).detail())
                .isEqualTo("this needs the role auditor");
    }

    @Test
    void auditorsAndOperatorsSendNoCommands() {
        for (Role role : List.of(Role.AUDITOR, Role.OPERATOR)) {
            problem(request("commands/b1", TestIssuer.bearer("johny", role))
                    .put(Entity.json("{\"type\":\"BanPerson\",\"data\":{\"personId\":\"johny\"}}")), 403);
        }
        assertThat(drop.taken()).isEmpty();
    }

    @Test
    void everyAnswerIsARecordOrAWholeResponseOrIsWrittenByTheMethodItself() {
        // The writer of records is what keeps the server's own JSON library away.
        Stream<Method> methods = new WebApi().getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Arrays.stream(method.getAnnotations())
                        .anyMatch(annotation -> annotation.annotationType()
                                .isAnnotationPresent(jakarta.ws.rs.HttpMethod.class)));

        assertThat(methods).isNotEmpty().allMatch(
                method -> method.getReturnType().isRecord() || method.getReturnType() == void.class
                        || method.getGenericReturnType().getTypeName().contains(Response.class.getName()));
    }

    private Response put(String id, String body) {
        return request("commands/" + id).put(Entity.json(body));
    }

    private Invocation.Builder request(String address) {
        return request(address, TestIssuer.bearer("aud", Role.AUDITOR, Role.SENDER));
    }

    private Invocation.Builder request(String address, String authorization) {
        return client().target(getBaseUri() + address).request().header("Authorization", authorization);
    }

    private String text(String address) {
        Response response = request(address).get();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.readEntity(String.class);
    }

    private JsonNode json(String address) {
        return Codec.readTree(text(address));
    }

    private static Problem problem(Response response, int status) {
        String body = response.readEntity(String.class);
        assertThat(response.getStatus()).as(body).isEqualTo(status);
        assertThat(response.getHeaderString("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(Codec.read(body, Map.class)).doesNotContainValue(null).containsEntry("status", status);
        return Codec.read(body, Problem.class);
    }
}

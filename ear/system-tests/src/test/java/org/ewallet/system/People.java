package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Tokens;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;

/** johny and mary, each with a wallet of 100.00, and what they and others may do. */
final class People {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration EXPIRED = Duration.ofMinutes(-1);

    private final Installation installation;

    People(Installation installation) {
        this.installation = installation;
        if (installation.webApi().find("/api/persons/mary").isEmpty()) {
            try (LetterSender sender = installation.sender()) {
                for (String person : List.of("johny", "mary")) {
                    sender.send(Letter.with("RegisterPerson", "personId", person, "name", person,
                            "email", person + "@example.org"));
                    Waiting.until(person + " has a wallet",
                            () -> installation.webApi().find("/api/wallets/" + person + ".EUR").isPresent());
                    sender.sendAndReceiveOutcome(Letter.with("DepositFunds", "walletId", person + ".EUR", "amountMinor",
                            10_000, "currency", "EUR"), LIMIT);
                }
            }
        }
    }

    void a_letter_over_amqp_debits_the_senders_wallet_and_no_other() {
        Letter theft = transfer("mary.EUR", "johny.EUR");
        JsonNode refused = overAmqp(theft, Map.of());
        JsonNode done = overAmqp(transfer("johny.EUR", "mary.EUR"), Map.of());

        assertThat(refused.path("status").asText()).isEqualTo("REJECTED");
        assertThat(refused.path("reason").asText()).isEqualTo("NOT_ALLOWED");
        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("COMPLETED");
        assertThat(as("johny").get("/api/commands/" + theft.id()).status()).isEqualTo(200);
        assertThat(as("mary").get("/api/commands/" + theft.id()).status()).isEqualTo(403);
    }

    void who_forges_a_sender_over_amqp_is_still_known() {
        for (Map<String, String> forged : List.of(
                Map.of("JMSXUserID", "sender"),
                Map.of("cloudEvents_authtype", "system"),
                Map.of("cloudEvents_authtype", "user", "cloudEvents_authid", "mary"))) {
            JsonNode refused = overAmqp(transfer("mary.EUR", "johny.EUR"), forged);

            assertThat(refused.path("reason").asText()).as(forged + ": " + refused).isEqualTo("NOT_ALLOWED");
        }
    }

    void a_letter_over_http_debits_the_senders_wallet_and_no_other() {
        Letter theft = transfer("mary.EUR", "johny.EUR");
        Letter gift = transfer("johny.EUR", "mary.EUR");
        WebApi johny = as("johny");

        assertThat(johny.put(theft).status()).isEqualTo(202);
        assertThat(johny.put(gift).status()).isEqualTo(202);

        assertThat(outcome(johny, theft).path("reason").asText()).isEqualTo("NOT_ALLOWED");
        assertThat(outcome(johny, gift).path("status").asText()).isEqualTo("COMPLETED");
        assertThat(as("mary").get("/api/commands/" + gift.id()).status()).isEqualTo(403);
        assertThat(as(Tokens.AUDITOR).get("/api/commands/" + gift.id()).status()).isEqualTo(200);
        assertThat(as(Tokens.AUDITOR).put(gift).status()).isEqualTo(403);
    }

    void a_person_reads_what_is_theirs() {
        WebApi johny = as("johny");
        for (String path : List.of("", "/balance", "/statement", "/holds")) {
            assertThat(johny.get("/api/wallets/johny.EUR" + path).status()).isEqualTo(200);
            WebApi.Answer refused = johny.get("/api/wallets/mary.EUR" + path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body().path("type").asText()).isEqualTo("urn:ewallet:problem:forbidden");
            assertThat(johny.get("/api/wallets/nobody.EUR" + path).status()).isEqualTo(404);
        }
        Waiting.until("johny was written to",
                () -> johny.get("/api/notifications").body().path("notifications").size() > 0);
        JsonNode own = johny.get("/api/notifications").body().path("notifications").path(0);
        assertThat(own.path("personId").asText()).isEqualTo("johny");
        assertThat(johny.get("/api/notifications/" + own.path("id").asText()).status()).isEqualTo(200);
        assertThat(as("mary").get("/api/notifications/" + own.path("id").asText()).status()).isEqualTo(403);
        assertThat(as("mary").get("/api/notifications?personId=johny").status()).isEqualTo(403);
    }

    void without_a_token_to_be_believed_nothing_is_told() {
        String expired = installation.tokens().of("johny", EXPIRED);
        String good = installation.tokens().of("johny");
        String tampered = good.substring(0, good.length() - 8) + "AAAAAAAA";
        for (String token : new String[] {null, "nonsense", expired, tampered}) {
            HttpResponse<String> answer = get("/api/wallets/johny.EUR", token);

            assertThat(answer.statusCode()).as("token %s: %s", token, answer.body()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains(token == null ? "Bearer" : "Bearer error=\"invalid_token\"");
            assertThat(Codec.readTree(answer.body()).path("status").asInt()).isEqualTo(401);
        }
        assertThat(get("/api/nothing", null).statusCode()).isEqualTo(401);
        assertThat(get("/health", null).statusCode()).isEqualTo(200);
    }

    void roles_open_what_they_are_for() {
        for (String path : List.of("/api/dead-letters", "/api/invalid-letters", "/api/messages/balance")) {
            assertThat(as(Tokens.OPERATOR).get(path).status()).as(path).isEqualTo(200);
            assertThat(as(Tokens.AUDITOR).get(path).status()).as(path).isEqualTo(200);
            assertThat(as(Tokens.SENDER).get(path).status()).as(path).isEqualTo(403);
            assertThat(as("johny").get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(as(Tokens.OPERATOR).post("/api/dead-letters/replay", "{}").status()).isEqualTo(200);
        assertThat(as(Tokens.AUDITOR).post("/api/dead-letters/replay", "{}").status()).isEqualTo(403);
        assertThat(as(Tokens.OPERATOR).get("/api/wallets/johny.EUR").status()).isEqualTo(403);
        assertThat(as(Tokens.AUDITOR).get("/api/ledger/sums").status()).isEqualTo(200);
        assertThat(as("johny").get("/api/ledger/sums").status()).isEqualTo(403);
    }

    void browsers_are_told_to_be_careful() {
        for (String path : List.of("/", "/api/wallets/johny.EUR", "/nothing")) {
            HttpResponse<String> answer = get(path, null);

            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).as(path)
                    .contains("script-src 'self';", "frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).as(path).isEmpty();
        }
    }

    void no_secret_and_no_token_is_in_any_log() {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(installation.run().secretsFile())) {
            secrets.load(reader);
            List<String> unsayable = new ArrayList<>();
            secrets.forEach((key, value) -> unsayable.add((String) value));
            assertThat(unsayable).hasSizeGreaterThan(10);
            // How every token of this issuer begins, and its private key.
            unsayable.add(installation.tokens().of("johny").substring(0, 40));
            unsayable.add(Codec.readTree(Files.readString(installation.run().tokenKey())).path("d").asText());
            List<Path> logs = logs();
            assertThat(logs).hasSizeGreaterThan(3);
            for (Path log : logs) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                for (String secret : unsayable) {
                    assertThat(text.contains(secret)).as("%s tells a secret", log).isFalse();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(installation.run().path())) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    private WebApi as(String name) {
        return installation.webApi(name);
    }

    private static Letter transfer(String source, String target) {
        return Letter.with("TransferFunds", "sourceWalletId", source, "targetWalletId", target, "amountMinor", 10,
                "currency", "EUR");
    }

    private static JsonNode outcome(WebApi api, Letter letter) {
        String path = "/api/commands/" + letter.id();
        Waiting.until("there is an outcome of " + letter.id(), () -> api.get(path).status() == 200);
        return api.get(path).body();
    }

    /** johny writes to the broker by himself, and hears of the outcome at a queue of his own. */
    private JsonNode overAmqp(Letter letter, Map<String, String> forged) {
        BrokerAddress johny = installation.broker(BrokerUser.JOHNY);
        try (JMSContext jms = new JmsConnectionFactory(johny.amqp()).createContext(johny.user(), johny.password())) {
            TemporaryQueue replies = jms.createTemporaryQueue();
            JMSConsumer consumer = jms.createConsumer(replies);
            TextMessage message = jms.createTextMessage(letter.data());
            message.setStringProperty("cloudEvents_specversion", "1.0");
            message.setStringProperty("cloudEvents_id", letter.id());
            message.setStringProperty("cloudEvents_type", "org.ewallet." + letter.type());
            message.setStringProperty("cloudEvents_source", "/phone");
            for (Map.Entry<String, String> property : forged.entrySet()) {
                message.setStringProperty(property.getKey(), property.getValue());
            }
            message.setJMSReplyTo(replies);
            jms.createProducer().send(jms.createQueue(Destinations.WALLET_COMMANDS), message);
            String outcome = consumer.receiveBody(String.class, LIMIT.toMillis());
            assertThat(outcome).as("outcome of " + letter.id()).isNotNull();
            return Codec.readTree(outcome);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(installation.settings().webRoot() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return installation.httpClient().build().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

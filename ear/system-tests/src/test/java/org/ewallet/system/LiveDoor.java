package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ewallet.cli.Installation;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Tokens;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.contract.Destinations;

/** What the web API tells of what happens while somebody waits or listens. */
final class LiveDoor {

    private static final int MANY = 20_000;
    private static final int WAITERS = 100;

    /** Less than the time between two heartbeats: whoever reads nothing for so long is disconnected, or is told nothing. */
    private static final int READ_LIMIT_MILLIS = 14_000;

    private final Installation installation;
    private final Http http;

    LiveDoor(Installation installation) {
        this.installation = installation;
        this.http = new Http(installation);
    }

    void requireWaiting() {
        List<String> ids = IntStream.range(0, WAITERS).mapToObj(i -> Letter.newId()).toList();
        List<CompletableFuture<Http.Answer>> answers = ids.stream().map(id -> CompletableFuture.supplyAsync(
                () -> http.get("/api/commands/" + id + "?wait=30s"), task -> new Thread(task).start())).toList();
        Bank bank = Bank.open(installation, 1);
        long begun = System.nanoTime();
        try (LetterSender sender = installation.sender()) {
            sender.sendAll(Destinations.WALLET_COMMANDS, ids.stream().map(id -> Letter.of(id, "DepositFunds",
                    Map.of("walletId", bank.wallet(0), "amountMinor", 1, "currency", "EUR"))).toList());
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        Http.Answer none = http.get("/api/commands/" + Letter.newId() + "?wait=200ms");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().path("status").asText()).isEqualTo("UNKNOWN");
    }

    void requireEvents() {
        Bank bank = Bank.open(installation, 1);
        HttpResponse<InputStream> stream = http.open("/api/events", "Accept-Encoding", "gzip");
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
        assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
        try (BufferedReader lines = lines(stream)) {
            assertThat(lines.readLine()).startsWith(":");
            Letter deposit = Letter.with("DepositFunds", "walletId", bank.wallet(0), "amountMinor", 1, "currency", "EUR");
            try (LetterSender sender = installation.sender()) {
                sender.send(deposit);
            }
            List<String> event = new ArrayList<>();
            String line = lines.readLine();
            while (!line.contains(deposit.id())) {
                line = lines.readLine();
                event.add(line);
            }
            assertThat(line).startsWith("data: {\"type\":\"FundsDeposited\",").contains("\"correlationId\":\"" + deposit.id() + "\"",
                    "\"walletId\":\"" + bank.wallet(0) + "\"");
            assertThat(event.get(event.size() - 2)).isEqualTo("event: FundsDeposited");
            assertThat(event.get(event.size() - 3)).startsWith("id: ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One reader never reads, another reads everything: that one gets every event, and the first is disconnected. */
    void requireSlowReadersAreDisconnected() {
        Bank bank = Bank.open(installation, 2);
        try (Socket idle = new Socket("127.0.0.1", http.port()); BufferedReader lines = lines(http.open("/api/events"))) {
            idle.setSoTimeout(READ_LIMIT_MILLIS);
            idle.getOutputStream().write(("GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + installation.tokens().of(Tokens.AUDITOR) + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith(":");
            List<Letter> transfers = bank.transfers(MANY, 5);
            CompletableFuture<Long> told = CompletableFuture.supplyAsync(() -> lines.lines()
                    .filter(line -> line.startsWith("event: TransferCompleted")).limit(MANY).count());

            try (LetterSender sender = installation.sender()) {
                sender.sendAll(Destinations.WALLET_COMMANDS, transfers);
            }

            Waiting.until("each event is told", told::isDone);
            assertThat(told.join()).isEqualTo(MANY);
            byte[] read = idle.getInputStream().readAllBytes();
            assertThat(new String(read, StandardCharsets.UTF_8).split("event: TransferCompleted").length)
                    .as("events that the idle reader got").isLessThan(MANY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void requireRefusalWithoutBroker() {
        BufferedReader lines = lines(http.open("/api/events"));
        installation.stop(PartName.BROKER, SystemTest.OUTPUT);
        long begun = System.nanoTime();

        Http.Answer refused = http.put("/api/commands/" + Letter.newId(),
                "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"nobody\"}}");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
        assertThat(refused.json().path("type").asText()).isEqualTo("urn:ewallet:problem:unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(lines.lines().collect(Collectors.toList())).as("the stream ended").isNotNull();
        assertThat(http.get("/api/events").status()).isEqualTo(503);
        installation.start(SystemTest.OUTPUT);
        Waiting.until("letters are taken again", () -> http.put("/api/commands/" + Letter.newId(),
                "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"nobody\"}}").status() == 202);
    }

    private static BufferedReader lines(HttpResponse<InputStream> stream) {
        assertThat(stream.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }
}

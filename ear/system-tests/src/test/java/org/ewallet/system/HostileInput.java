package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Tokens;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterAside;
import org.ewallet.messaging.operations.LetterSelection;
import org.ewallet.system.HostileJson.Fate;
import org.ewallet.system.HostileLetters.Draft;
import org.ewallet.system.HostileRequests.Request;

/**
 * Thousands of letters and requests with something wrong in each, with good letters among them: over JMS, AMQP,
 STOMP and
 * HTTP at once. {@code -Dewallet.hostile.seed=N} repeats a run, {@code -Dewallet.hostile=N} makes N of them.
 */
final class HostileInput {

    private static final int COUNT = Integer.getInteger("ewallet.hostile", 10_000);
    private static final int GOOD = 1_000;
    private static final int WALLETS = 6;
    private static final int MOST_ASIDE = 100_000;
    private static final int CLIENTS = 6;
    private static final long LARGE = 100_000_000;
    private static final int PIECE = 64 * 1024;
    private static final int SLOW_OCTETS = 20;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;
    private static final int UNKNOWN_VERSION = 505;
    private static final List<String> BOXES = List.of(Destinations.ACCOUNT_COMMANDS, Destinations.WALLET_COMMANDS,
            Destinations.NOTIFICATION_COMMANDS);

    /** What an answer would have of the program's inside. */
    private static final Pattern INSIDE = Pattern.compile("\\bat [\\w$.]+\\(|Exception|StackTrace|"
            + "\\b(java|javax|jakarta|com\\.sun|com\\.fasterxml|fish\\.payara|"
            + "org\\.(ewallet|glassfish|apache|eclipse|jboss|h2|hibernate))\\.[\\w$]");

    private final Installation installation;
    private final long seed;
    private final String authorization;
    private final Map<String, Map<String, Integer>> table = new ConcurrentHashMap<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    HostileInput(Installation installation) {
        this.installation = installation;
        this.authorization = authorization(Tokens.SENDER);
        this.seed = Long.getLong("ewallet.hostile.seed", System.currentTimeMillis());
        System.out.println("Hostile input: seed " + seed);
    }

    /** Sends all of it and requires what the contract promises of it. */
    void run() throws Exception {
        Bank bank = Bank.open(installation, WALLETS);
        Bank mallory = Bank.open(installation, 2);
        List<Letter> good = bank.transfers(GOOD, 100);
        List<Draft> letters = new ArrayList<>();
        Map<String, Fate> commands = new ConcurrentHashMap<>();
        List<Callable<Void>> senders = new ArrayList<>();
        Random random = new Random(seed);
        int part = GOOD / 4;
        HostileJson json = new HostileJson(random, List.of(mallory.wallet(0), mallory.wallet(1)));
        BrokerAddress login = installation.broker(BrokerUser.SENDER);
        List<Draft> core = Stream.generate(new HostileLetters("core", random, json)::next).limit(COUNT / 5).toList();
        List<Draft> amqp =
                Stream.generate(new HostileLetters("amqp", random, json)::nextPlain).limit(COUNT / 10).toList();
        List<Draft> stomp =
                Stream.generate(new HostileLetters("stomp", random, json)::nextPlain).limit(COUNT / 10).toList();
        Stream.of(core, amqp, stomp).forEach(letters::addAll);
        senders.add(() -> {
            try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(login.core())) {
                HostileLetters.send(connections, login, core, good.subList(0, 2 * part).iterator());
            }
            return null;
        });
        senders.add(() -> {
            HostileLetters.send(new JmsConnectionFactory(login.amqp()), login, amqp,
                    good.subList(2 * part, 3 * part).iterator());
            return null;
        });
        senders.add(() -> {
            HostileLetters.sendOverStomp(login, stomp);
            return null;
        });
        int requests = COUNT - letters.size();
        for (int i = 0; i < CLIENTS; i++) {
            Random own = new Random(seed + 1 + i);
            int count = requests / CLIENTS + (i < requests % CLIENTS ? 1 : 0);
            HostileRequests generator = new HostileRequests(own, new HostileJson(own,
                    List.of(mallory.wallet(0), mallory.wallet(1))), mallory.wallet(0), authorization,
                    authorization(Tokens.AUDITOR));
            Iterator<Letter> mine = good.subList(3 * part + part * i / CLIENTS, 3 * part + part * (i
                    + 1) / CLIENTS).iterator();
            senders.add(() -> request(generator, count, mine, commands));
        }
        senders.add(() -> {
            try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(login.core())) {
                boolean isRefused = HostileLetters.isRefused(connections, login, LARGE);
                count("letter of 100 MB", isRefused ? "refused" : "TAKEN");
                assertThat(isRefused).as("a letter of 100 MB is refused").isTrue();
            }
            return null;
        });
        senders.add(() -> large("Content-Length: " + LARGE, false));
        senders.add(() -> large("Transfer-Encoding: chunked", true));
        senders.add(this::slow);
        long start = System.nanoTime();
        runAll(senders);
        System.out.printf("Hostile input: all sent after %d s%n", (System.nanoTime() - start) / SECOND_NANOS);

        awaitEmptyBoxes();
        requireFates(letters, commands);
        print();
        assertThat(failures).as("seed %d", seed).isEmpty();
        bank.requireEachAppliedOnce(good);
        JsonNode messages = installation.webApi().find("/api/messages/balance").orElseThrow();
        assertThat(messages.path("addsUp").asBoolean()).as(messages.toPrettyString()).isTrue();
        requireQuietLogs();
    }

    private static void runAll(List<Callable<Void>> tasks) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void request(HostileRequests generator, int count, Iterator<Letter> good, Map<String, Fate> commands)
            throws IOException {
        try (RawHttp http = new RawHttp(installation.settings().ports().http())) {
            for (int i = 0; i < count; i++) {
                Request request = generator.next();
                try {
                    RawHttp.Answer answer = exchange(http, request);
                    judge(request, answer);
                    if (request.id() != null && answer.status() == ACCEPTED) {
                        commands.put(request.id(), Fate.HANDLED);
                    }
                } catch (SocketTimeoutException noAnswer) {
                    failures.add(request.kind() + ": no answer to " + beginning(request.octets()));
                    http.close();
                }
                if (good.hasNext() && i % 3 == 0) {
                    put(good.next());
                }
            }
            good.forEachRemaining(this::put);
        }
        return null;
    }

    /** Comes again if the answer is that this caller asks for too much. */
    private static RawHttp.Answer exchange(RawHttp http, Request request) throws IOException {
        while (true) {
            RawHttp.Answer answer =
                    request.mayHangUp() ? http.exchangeOrNone(request.octets()) : http.exchange(request.octets());
            if (answer.status() != TOO_MANY) {
                return answer;
            }
            LockSupport.parkNanos(SECOND_NANOS);
        }
    }

    private void put(Letter letter) {
        int status = installation.webApi().put(letter).status();
        while (status == TOO_MANY) {
            LockSupport.parkNanos(SECOND_NANOS);
            status = installation.webApi().put(letter).status();
        }
        if (status != ACCEPTED) {
            failures.add("a good letter was answered " + status);
        }
    }

    private void judge(Request request, RawHttp.Answer answer) {
        count(request.kind(), answer.status() == 0 ? "none" : Integer.toString(answer.status()));
        boolean isRight = answer.status() == 0 ? request.mayHangUp()
                : request.allowed().isEmpty() ? isAnswerToAnything(answer)
                : request.allowed().contains(answer.status());
        if (!isRight || INSIDE.matcher(answer.text()).find()) {
            failures.add(request.kind() + ": " + answer.status() + " to " + beginning(request.octets()) + "\n  "
                    + answer.text());
        }
    }

    /** Not an error of the server: it may know neither the method nor the version of HTTP, and be too busy. */
    private static boolean isAnswerToAnything(RawHttp.Answer answer) {
        return answer.status() < INTERNAL_ERROR || answer.status() == NOT_IMPLEMENTED
                || answer.status() == UNKNOWN_VERSION
                || answer.status() == UNAVAILABLE && answer.head().contains("Retry-After:");
    }

    /** A body that is far too large is refused before most of it was sent, and takes no memory. */
    private Void large(String length, boolean isChunked) throws IOException {
        byte[] head = ("PUT /api/commands/large-" + Letter.newId() + " HTTP/1.1\r\nHost: localhost\r\n"
                + authorization + "Content-Type: application/json\r\n" + length
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] piece = new byte[PIECE];
        byte[] chunk = (Integer.toHexString(PIECE) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long[] sent = {0};
        try (RawHttp http = new RawHttp(installation.settings().ports().http())) {
            RawHttp.Answer answer = http.exchange(socket -> {
                socket.getOutputStream().write(head);
                while (sent[0] < LARGE && !http.hasAnswer()) {
                    if (isChunked) {
                        socket.getOutputStream().write(chunk);
                    }
                    socket.getOutputStream().write(piece);
                    if (isChunked) {
                        socket.getOutputStream().write(new byte[] {'\r', '\n'});
                    }
                    sent[0] += PIECE;
                }
            }, false);
            judge(new Request("body of 100 MB", head, null, Set.of(413), false), answer);
        }
        if (sent[0] > LARGE / 2) {
            failures.add("of a body of " + LARGE + " octets " + sent[0] + " were sent before it was refused");
        }
        return null;
    }

    /** A body that comes drop by drop holds up nobody else; it is accepted if it is good. */
    private Void slow() throws IOException {
        byte[] body = "{\"type\":\"BanPerson\",\"data\":{\"personId\":\"nobody\"}}".getBytes(StandardCharsets.UTF_8);
        byte[] head = ("PUT /api/commands/slow-" + Letter.newId() + " HTTP/1.1\r\nHost: localhost\r\n"
                + authorization + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (RawHttp http = new RawHttp(installation.settings().ports().http())) {
            RawHttp.Answer answer = http.exchange(socket -> {
                socket.getOutputStream().write(head);
                for (int i = 0; i < body.length; i++) {
                    socket.getOutputStream().write(body[i]);
                    if (i < SLOW_OCTETS) {
                        LockSupport.parkNanos(SECOND_NANOS / 5);
                    }
                }
            }, false);
            judge(new Request("slow body", head, null, Set.of(ACCEPTED, 408), false), answer);
        }
        return null;
    }

    private void awaitEmptyBoxes() {
        try (BrokerManagement broker = installation.management()) {
            BOXES.forEach(box -> Waiting.until(box + " is empty", () -> broker.queue(box).messages() == 0));
            Waiting.until("no transaction is open", () -> broker.preparedTransactions().isEmpty());
        }
    }

    /** Counts each letter, one by one: by its mark in the invalid boxes, by its id among the outcomes. */
    private void requireFates(List<Draft> letters, Map<String, Fate> commands) throws Exception {
        Map<String, Integer> invalid = new HashMap<>();
        for (LetterAside letter : installation.<List<LetterAside>>atOperatorDesk(
                desk -> desk.letters(LetterSelection.all(Aside.INVALID), MOST_ASIDE))) {
            String mark = letter.headers().get(HostileLetters.MARK);
            if (mark != null && letter.cause() != null && letter.detail() != null) {
                invalid.merge(mark, 1, Integer::sum);
            }
        }
        List<LetterAside> dead = installation.atOperatorDesk(
                desk -> desk.letters(LetterSelection.all(Aside.DEAD), MOST_ASIDE));
        assertThat(dead).as("dead letters, seed %d", seed).isEmpty();
        Map<String, Boolean> outcomes = outcomes(Stream.concat(commands.keySet().stream(),
                letters.stream().filter(letter -> letter.fate() != Fate.INVALID).map(Draft::id)).toList());
        for (Draft letter : letters) {
            int times = invalid.getOrDefault(letter.mark(), 0);
            boolean hasOutcome = outcomes.getOrDefault(letter.id(), false);
            count(letter.kind(), times == 1 && !hasOutcome ? "invalid" : times == 0 && hasOutcome ? "handled" : "LOST");
            boolean isRight = switch (letter.fate()) {
                case INVALID -> times == 1;
                case HANDLED -> times == 0 && hasOutcome;
                case EITHER -> times == 1 ^ hasOutcome;
            };
            if (!isRight) {
                failures.add(letter.kind() + ": " + times + " times invalid, outcome " + hasOutcome + ": "
                        + letter.properties()
                        + " " + letter.form() + " " + beginning(letter.body()));
            }
        }
        commands.keySet().stream().filter(id -> !outcomes.get(id))
                .forEach(id -> failures.add("a letter that was answered 202 has no outcome: " + id));
    }

    private Map<String, Boolean> outcomes(List<String> ids) {
        return ids.parallelStream().distinct().collect(Collectors.toConcurrentMap(id -> id,
                id -> installation.webApi().find("/api/commands/" + id).isPresent()));
    }

    private String authorization(String name) {
        return "Authorization: Bearer " + installation.tokens().of(name) + "\r\n";
    }

    private void requireQuietLogs() throws IOException {
        for (PartName name : List.of(PartName.SERVICES, PartName.NOTIFICATION, PartName.BROKER)) {
            Path log = installation.part(name).log();
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(text).as("log of %s", name).doesNotContain("OutOfMemoryError", "StackOverflowError")
                    .as("what a caller did wrong is no error of %s", name).doesNotContain("InvalidMessageException");
            assertThat(installation.part(name).isReady()).as("%s is ready", name).isTrue();
        }
    }

    private void count(String kind, String result) {
        table.computeIfAbsent(kind, unseen -> Collections.synchronizedMap(new TreeMap<>())).merge(result, 1,
                Integer::sum);
    }

    private void print() {
        System.out.println("Hostile input, seed " + seed + ":");
        new TreeMap<>(table).forEach((kind, results) -> System.out.printf("  %-45s %6d  %s%n", kind,
                results.values().stream().mapToInt(Integer::intValue).sum(), results));
    }

    private static String beginning(byte[] octets) {
        return new String(octets, 0, Math.min(octets.length, 400), StandardCharsets.UTF_8);
    }
}

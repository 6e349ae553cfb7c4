package org.ewallet.cli.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Poll;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Destinations;

/** A part is away for a while, under a steady load, and nothing else is touched. */
final class Outage {

    private static final int WALLETS = 50;
    private static final long DEPOSIT = 1_000_000;
    private static final int SECONDS_BEFORE = 10;
    private static final int SECONDS_AFTER = 5;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
    /** How much longer than allowed it may take before nobody waits for it any more. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration EVENTS_LIMIT = Duration.ofSeconds(30);
    private static final Duration RECONNECTING = Duration.ofSeconds(2);
    private static final int BRIEFLY_TOLD = 10;

    private final Installation installation;
    private final PartName part;
    private final int seconds;
    private final int rate;
    private final Output output;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<String, Long> balances = new TreeMap<>();
    private volatile boolean goOn = true;

    /** @param rate letters per second */
    Outage(Installation installation, PartName part, int seconds, int rate, Output output) {
        this.installation = installation;
        this.part = part;
        this.seconds = seconds;
        this.rate = rate;
        this.output = output;
    }

    /** Sends, takes the part away, brings it back, and tells what came of it. */
    List<Inspection.Line> run() {
        try (Boxes boxes = new Boxes(installation); Postman postman = new Postman(installation::sender)) {
            openWallets(postman, boxes);
            Subscriber subscriber =
                    new Subscriber(installation.broker(BrokerUser.SENDER), Destinations.WALLET_EVENTS, "outage");
            Thread sending = new Thread(() -> send(postman), "postman");
            sending.start();
            Pauses.of(SECONDS_BEFORE * 1_000L);
            long gone = System.nanoTime();
            Torture.kill(installation, part);
            output.line("%s is gone", part);
            Pauses.of(seconds * 1_000L);
            installation.start(Set.of(part), line -> { });
            long back = System.nanoTime();
            output.line("%s is back", part);
            Pauses.of(SECONDS_AFTER * 1_000L);
            goOn = false;
            join(sending);
            boolean drained = boxes.awaitNothingUnderWay(DRAIN_LIMIT.plus(PATIENCE)).isEmpty();
            Duration took = Duration.ofNanos(System.nanoTime() - back);
            Poll.happens(EVENTS_LIMIT, () -> told(subscriber).size() >= letters.size());
            subscriber.close();
            return List.of(
                    lost(told(subscriber)),
                    balances(),
                    new Inspection.Line("drained within " + DRAIN_LIMIT.toSeconds() + " s of the return",
                            drained ? took.toMillis() + " ms" : "not after " + took.toSeconds() + " s",
                            took.compareTo(DRAIN_LIMIT) > 0 || !drained ? List.of("took " + took.toSeconds() + " s")
                                    : List.of()),
                    Inspection.dead(boxes),
                    errors(postman, gone, back + RECONNECTING.toNanos()),
                    Inspection.topic(subscriber),
                    new Inspection(installation).invariants(),
                    new Inspection(installation).nothingInDoubt(boxes));
        }
    }

    int lettersSent() {
        return letters.size();
    }

    private void openWallets(Postman postman, Boxes boxes) {
        for (int i = 0; i < WALLETS; i++) {
            String wallet = "outage-" + i + ".EUR";
            balances.put(wallet, DEPOSIT);
            postman.send(post(Letter.with("OpenWallet", "walletId", wallet, "ownerId", "outage", "currency", "EUR")));
            postman.send(post(Letter.with("DepositFunds", "walletId", wallet, "amountMinor", DEPOSIT, "currency", "EUR")));
        }
        boxes.awaitNothingReady(DRAIN_LIMIT);
    }

    /** Each letter when it is due; what could not be sent in time, as soon as it can. */
    private void send(Postman postman) {
        Random random = new Random(rate);
        List<String> wallets = List.copyOf(balances.keySet());
        long start = System.nanoTime();
        while (goOn) {
            long due = (System.nanoTime() - start) * rate / 1_000_000_000L;
            while (letters.size() < due) {
                int source = random.nextInt(WALLETS);
                int target = (source + 1 + random.nextInt(WALLETS - 1)) % WALLETS;
                long amountMinor = 1 + random.nextInt(10);
                Letter letter = Letter.with("TransferFunds", "sourceWalletId", wallets.get(source), "targetWalletId",
                        wallets.get(target), "amountMinor", amountMinor, "currency", "EUR");
                postman.send(post(letter));
                letters.add(letter);
                balances.merge(wallets.get(source), -amountMinor, Long::sum);
                balances.merge(wallets.get(target), amountMinor, Long::sum);
            }
            Pauses.of(1);
        }
    }

    private static Post post(Letter letter) {
        return new Post(Post.Kind.NEW, letter);
    }

    private static Set<String> told(Subscriber subscriber) {
        Set<String> told = new HashSet<>();
        subscriber.told().stream().filter(event -> event.type().equals("TransferCompleted"))
                .forEach(event -> told.add(event.causationId()));
        return told;
    }

    private Inspection.Line lost(Set<String> told) {
        List<String> lost = letters.stream().map(Letter::id).filter(id -> !told.contains(id)).toList();
        return new Inspection.Line("no letter is lost", letters.size() + " sent, " + lost.size() + " without effect", lost);
    }

    private Inspection.Line balances() {
        Map<String, String> wrong = new LinkedHashMap<>();
        balances.forEach((wallet, balance) -> {
            long found = installation.webApi().find("/api/wallets/" + wallet).orElseThrow().path("balanceMinor").asLong();
            if (found != balance) {
                wrong.put(wallet, "should be " + balance + ", is " + found);
            }
        });
        return new Inspection.Line("balances are those of the letters", balances.size() + " wallets",
                wrong.entrySet().stream().map(Object::toString).toList());
    }

    /** While the broker is away a sender has no connection; nothing else is to trouble him. */
    private Inspection.Line errors(Postman postman, long gone, long back) {
        List<String> findings = postman.troubles().stream()
                .filter(trouble -> part != PartName.BROKER || trouble.at() < gone || trouble.at() > back)
                .map(Postman.Trouble::what).limit(BRIEFLY_TOLD).toList();
        return new Inspection.Line("senders saw no error but their own connection", postman.troubles().size()
                + " tries without a connection", findings);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.ewallet.cli.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Poll;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.cli.torture.NotificationLetters.Expected;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Status;

/** Notifications go to providers that misbehave, while the service that sends them is killed again and again. */
final class NotificationTorture implements AutoCloseable {

    private static final int CONNECTIONS = 20;
    private static final int TIMEOUT_SECONDS = 2;
    /** How long a provider is left alone after too many failures: one broken session fails all that were on it. */
    private static final int LEFT_ALONE_SECONDS = 1;
    /** Beyond the timeouts of a whole conversation, in which only one answer is late. */
    private static final int ABANDONED_AFTER_SECONDS = 10;
    /** More than the faults of a plan, an absence of the provider and a kill can use up. */
    private static final String RETRIES = "1s 1s 2s 2s 3s 3s 5s 5s 10s 10s";

    private static final long ANSWER_MILLIS = 10;
    private static final long FAULTLESS_ANSWER_MILLIS = 50;
    private static final long TOO_LATE_MILLIS = 1_000L * TIMEOUT_SECONDS + 500;
    private static final long AWAY_MILLIS = 2_000;
    private static final int LATEST_INSTANT_MILLIS = 100;
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);
    private static final Duration FINISH_LIMIT = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Installation installation;
    private final int kills;
    private final Output output;
    private final Random random;
    private final FaultPlan plan;
    private final NotificationLetters letters;
    private final HandOvers handOvers;
    private final List<Provider> providers;
    private final WebApi api;
    private final List<String> slowStarts = new ArrayList<>();
    private Duration slowestStart = Duration.ZERO;
    private NotificationVerdict verdict;

    /**
     * @param each how many notifications of either guarantee
     * @param faultless whether the providers behave, and take 50 ms for each answer: to see how quick the service is
     */
    NotificationTorture(Installation installation, int each, int kills, boolean faultless, long seed, Output output) {
        this.installation = installation;
        this.kills = kills;
        this.output = output;
        this.random = new Random(seed);
        this.plan = faultless ? FaultPlan.faultless() : new FaultPlan(seed);
        this.letters = NotificationLetters.of(each, seed);
        this.handOvers = new HandOvers(installation.run().path().resolve("handed-over.tsv"));
        Provider.Manners manners = new Provider.Manners(plan, handOvers,
                faultless ? FAULTLESS_ANSWER_MILLIS : ANSWER_MILLIS, TOO_LATE_MILLIS);
        this.providers = List.of(new FaultyMailServer(installation.settings().ports().smtp(), manners),
                new FaultySmsCentre(installation.smsCentre(), manners));
        this.api = installation.webApi();
    }

    /** What the service has to be started with, so that it loses patience within seconds. */
    static Map<PartName, List<String>> javaOptions(Settings settings) {
        List<String> impatient = new ArrayList<>(Kit.QUICK_START);
        impatient.addAll(List.of(
                "-Dewallet.notification.parallel=" + CONNECTIONS,
                "-Dewallet.notification.abandoned.after.seconds=" + ABANDONED_AFTER_SECONDS,
                "-Dewallet.smtp.timeout.seconds=" + TIMEOUT_SECONDS,
                "-Dewallet.smpp.timeout.seconds=" + TIMEOUT_SECONDS,
                "-Dewallet.smtp.breaker.delay.seconds=" + LEFT_ALONE_SECONDS,
                "-Dewallet.smpp.breaker.delay.seconds=" + LEFT_ALONE_SECONDS,
                "-Dewallet.retries.sending=" + RETRIES));
        Map<PartName, List<String>> options = new HashMap<>();
        options.put(settings.appServer(), Kit.QUICK_START);
        options.put(victim(settings), impatient);
        return options;
    }

    /** The part that runs the notification service. */
    private static PartName victim(Settings settings) {
        return settings.server() == Server.PAYARA_MICRO ? PartName.NOTIFICATION : settings.appServer();
    }

    /** Starts the installation, with these providers instead of the mailbox; sends, kills and tells what came of it. */
    List<Inspection.Line> run() {
        providers.forEach(Provider::open);
        installation.start(installation.parts().stream().map(part -> part.name())
                .filter(part -> part != PartName.MAILBOX).collect(Collectors.toSet()), output);
        try (Boxes boxes = new Boxes(installation); Postman postman = new Postman(installation::sender);
                Subscriber subscriber = new Subscriber(installation.broker(BrokerUser.SENDER),
                        Destinations.NOTIFICATION_EVENTS, "torture")) {
            Thread sending = new Thread(() -> postman.sendAll(letters.posts()), "postman");
            sending.start();
            for (int stretch = 0; stretch <= kills; stretch++) {
                awaitHandedOver(stretch + within(0.2, 0.4));
                if (!plan.isFaultless()) {
                    takeAway(providers.get(stretch % providers.size()));
                }
                if (stretch < kills) {
                    awaitHandedOver(stretch + within(0.6, 0.9));
                    kill(stretch + 1);
                }
            }
            awaitHandedOver(kills + 0.5);
            Torture.join(sending);
            output.line("waiting until nothing is left to be sent");
            Optional<String> left = boxes.awaitNothingUnderWay(DRAIN_LIMIT);
            List<NotificationView> views = finished();
            while (subscriber.quietMillis() < QUIET.toMillis()) {
                Pauses.of(QUIET.toMillis() / 2);
            }
            verdict = new NotificationVerdict(evidence(views, subscriber.told()));
            List<Inspection.Line> lines = new ArrayList<>(verdict.lines());
            lines.add(Inspection.topic(subscriber));
            lines.add(new Inspection.Line("all letters were handled", postman.sent() + " sent",
                    left.map(List::of).orElse(List.of())));
            lines.add(Inspection.dead(boxes));
            lines.add(Inspection.invalid(boxes, List.of(), 0));
            lines.add(new Inspection.Line("after each kill all was ready within " + Torture.START_LIMIT.toSeconds()
                    + " s", "slowest " + slowestStart.toMillis() + " ms", slowStarts));
            new Inspection(installation).balanceSheet().ifPresent(lines::add);
            return lines;
        }
    }

    /** How many notifications are in which state, and how often they were taken. */
    List<String> table() {
        return verdict.table();
    }

    /** How often the providers were handed a message. */
    long handedOver() {
        return handOvers.count();
    }

    /** Messages per second, from the first to the last. */
    long rate() {
        return Math.round(1_000.0 * handOvers.count() / Math.max(1, handOvers.took().toMillis()));
    }

    @Override
    public void close() {
        providers.forEach(Provider::close);
        handOvers.close();
    }

    private double within(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    /**
     * Returns when so many stretches of the recipients were tried, of which there is one more than kills; or when no
     * more are: a kill may have come just before the only try.
     */
    private void awaitHandedOver(double stretches) {
        int wanted = (int) (letters.expected().size() * stretches / (kills + 1));
        int before;
        do {
            before = handOvers.recipients();
        } while (before < wanted && isHandedMoreThan(before));
    }

    private boolean isHandedMoreThan(int recipients) {
        return Poll.happens(STANDSTILL, () -> handOvers.recipients() > recipients);
    }

    private void takeAway(Provider provider) {
        provider.close();
        Pauses.of(AWAY_MILLIS);
        provider.open();
    }

    private void kill(int number) {
        PartName victim = victim(installation.settings());
        Pauses.of(random.nextInt(LATEST_INSTANT_MILLIS));
        Torture.kill(installation, victim);
        long killed = System.nanoTime();
        int tried = handOvers.recipients();
        installation.start(Set.of(victim), line -> { });
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        output.line("kill %d of %d when %d of %d notifications had been handed over; up after %d ms", number, kills,
                tried, letters.expected().size(), took.toMillis());
        slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
        if (took.compareTo(Torture.START_LIMIT) > 0) {
            slowStarts.add("after " + took.toSeconds() + " s, kill " + number);
        }
    }

    /** All notifications, when none is to be sent any more; or as they are when nobody waits for that any longer. */
    private List<NotificationView> finished() {
        Map<String, NotificationView> views = new LinkedHashMap<>();
        String cursor = "";
        do {
            JsonNode page = api.find("/api/notifications" + cursor).orElseThrow();
            page.path("notifications").forEach(one -> {
                NotificationView view = Codec.read(one, NotificationView.class);
                views.put(view.id(), view);
            });
            cursor = page.path("nextCursor").isTextual() ? "?cursor=" + page.path("nextCursor").asText() : null;
        } while (cursor != null);
        Poll.happens(FINISH_LIMIT, () -> views.entrySet().stream().allMatch(this::isFinished));
        return List.copyOf(views.values());
    }

    private boolean isFinished(Map.Entry<String, NotificationView> one) {
        if (one.getValue().status() == Status.PENDING) {
            one.setValue(Codec.read(api.find("/api/notifications/" + one.getKey()).orElseThrow(),
                    NotificationView.class));
        }
        return one.getValue().status() != Status.PENDING;
    }

    private NotificationEvidence evidence(List<NotificationView> views, List<Told> events) {
        Set<String> refused = letters.expected().stream().map(Expected::recipient).filter(plan::refusesForGood)
                .collect(Collectors.toSet());
        NotificationEvidence evidence = new NotificationEvidence(letters.expected(), views, handOvers.taken(), refused,
                new HashMap<>(), events);
        views.stream().filter(view -> evidence.taken(view) > 1)
                .forEach(view -> evidence.attempts().put(view.id(), attempts(view.id())));
        return evidence;
    }

    private List<Attempt> attempts(String id) {
        return Codec.read(api.find("/api/notifications/" + id + "/attempts").orElseThrow(), NotificationAttempts.class)
                .attempts();
    }
}

package org.ewallet.cli.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Database;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Ports;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.ewallet.contract.Destinations;

/** An installation of its own for a run, from its start to its end. */
public final class Kit {

    private static final int MOST_FINDINGS_TOLD = 12;
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** Longer than any hold of the kit lasts after its round, and the time its end may take to be told. */
    private static final Duration HOLDS_ARE_OVER = Duration.ofSeconds(23);

    /** A server that lives for seconds is up in little more than half the time when Java does not optimize it. */
    static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final Distribution distribution;
    private final RunDirectory run;
    private final Settings settings;
    private final Output output;

    public Kit(Distribution distribution, RunDirectory run, Settings settings, Output output) {
        this.distribution = distribution;
        this.run = run;
        this.settings = settings;
        this.output = output;
    }

    /**
     * Kills and checks.
     *
     * @param figures where to write them as JSON; null for nowhere
     * @return whether everything held; then the run directory is gone, otherwise it is left as it is
     */
    public boolean torture(int rounds, long seed, Path figures) {
        Map<PartName, Agent> agents = agents();
        Installation installation = Installation.of(distribution, run, settings, javaOptions());
        long start = System.nanoTime();
        output.line("Torturing an E-Wallet of its own in %s (%s, %s), seed %d", run.path(), settings.server(),
                settings.database(), seed);
        Torture torture = new Torture(installation, agents, seed, output);
        List<Inspection.Line> lines = untilStopped(installation, () -> rounds(installation, torture, rounds));
        PointTable table = torture.table();
        if (settings.database() == Database.H2) {
            lines.add(new Inspection(installation).nothingInDoubtInFiles());
        }
        output.line("");
        table.lines().forEach(output::line);
        output.line("");
        tell(lines);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        write(figures, rounds, seed, seconds, torture, lines);
        return conclude(installation, lines, "%d letters in %d rounds, seed %d, %d s, %d kills as they were meant"
                .formatted(torture.lettersSent(), rounds, seed, seconds, table.hits()));
    }

    /**
     * Takes a part away for a while under a steady load.
     *
     * @param part broker or PostgreSQL
     * @param rate letters per second
     * @param figures where to write them as JSON; null for nowhere
     * @return whether everything held; then the run directory is gone, otherwise it is left as it is
     */
    public boolean outage(PartName part, int seconds, int rate, Path figures) {
        Installation installation = Installation.of(distribution, run, settings);
        output.line("An E-Wallet of its own in %s (%s, %s) loses its %s for %d s at %d letters/s", run.path(),
                settings.server(), settings.database(), part, seconds, rate);
        Outage outage = new Outage(installation, part, seconds, rate, output);
        List<Inspection.Line> lines = untilStopped(installation, () -> {
            installation.start(output);
            return outage.run();
        });
        output.line("");
        tell(lines);
        if (figures != null) {
            writeJson(figures, Map.of("server", settings.server().toString(), "database",
                    settings.database().toString(), "part", part.toString(), "seconds", seconds, "rate", rate,
                    "lettersSent", outage.lettersSent(), "checks", lines));
        }
        return conclude(installation, lines, "%s away for %d s at %d letters/s".formatted(part, seconds, rate));
    }

    /**
     * Kills the notification service while it sends by providers that misbehave.
     *
     * @param each how many notifications that must not go out twice, and how many that must not be lost
     * @param faultless whether the providers behave instead, and take 50 ms for each answer
     * @param figures where to write them as JSON; null for nowhere
     * @return whether everything held; then the run directory is gone, otherwise it is left as it is
     */
    public boolean notifications(int each, int kills, boolean faultless, long seed, Path figures) {
        Installation installation =
                Installation.of(distribution, run, settings, NotificationTorture.javaOptions(settings));
        output.line("Torturing the notification service of an E-Wallet of its own in %s (%s, %s), seed %d", run.path(),
                settings.server(), settings.database(), seed);
        long start = System.nanoTime();
        try (NotificationTorture torture = new NotificationTorture(installation, each, kills, faultless,
                seed, output)) {
            List<Inspection.Line> lines = untilStopped(installation, torture::run);
            output.line("");
            torture.table().forEach(output::line);
            output.line("");
            tell(lines);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            if (figures != null) {
                writeJson(figures, Map.of("server", settings.server().toString(), "database",
                        settings.database().toString(), "each", each, "kills", kills, "seed", seed, "seconds", seconds,
                        "handedOver", torture.handedOver(), "perSecond", torture.rate(), "table", torture.table(),
                        "checks", lines));
            }
            return conclude(installation, lines,
                    "%d at most once and %d at least once, handed over %d times, %d a second, %d kills, seed %d, %d s"
                            .formatted(each, each, torture.handedOver(), torture.rate(), kills, seed, seconds));
        }
    }

    private List<Inspection.Line> rounds(Installation installation, Torture torture, int rounds) {
        installation.start(output);
        if (settings.server() == Server.PAYARA_MICRO) {
            restartOnce(installation);
        }
        List<Subscriber> subscribers = subscribers(installation);
        torture.begin();
        for (int round = 1; round <= rounds; round++) {
            torture.round(round, rounds);
        }
        torture.finish();
        List<Inspection.Line> lines = new ArrayList<>();
        lines.add(torture.replay());
        Pauses.of(HOLDS_ARE_OVER.toMillis());
        lines.addAll(inspect(installation, torture, subscribers));
        subscribers.forEach(Subscriber::close);
        torture.close();
        return lines;
    }

    /** Does the work, which may start parts of an installation, and stops them. */
    private static List<Inspection.Line> untilStopped(Installation installation, Supplier<List<Inspection.Line>> work) {
        Thread whenInterrupted = killWhenInterrupted(installation);
        try {
            return work.get();
        } finally {
            installation.stop(line -> { });
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        }
    }

    /** Nobody is to find the parts still running who ended this by Ctrl-C. */
    private static Thread killWhenInterrupted(Installation installation) {
        Thread hook = new Thread(() -> installation.parts().forEach(part -> Torture.kill(installation, part.name())));
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /**
     * A server that is stopped, not killed, leaves an archive of classes that makes every later start quicker. Without
     * one, it would write it at its end by Byteman, which is to be sudden.
     */
    private void restartOnce(Installation installation) {
        List.of(PartName.SERVICES, PartName.NOTIFICATION).forEach(part -> installation.stop(part, output));
        installation.start(output);
    }

    private static Map<PartName, List<String>> javaOptions() {
        List<String> payaraServer = new ArrayList<>(QUICK_START);
        payaraServer.addAll(Agent.javaOptions());
        return Map.of(PartName.SERVICES, QUICK_START, PartName.PAYARA_SERVER, payaraServer);
    }

    private Map<PartName, Agent> agents() {
        Map<PartName, Agent> agents = new EnumMap<>(PartName.class);
        agents.put(settings.appServer(), new Agent(Ports.anyFree().http()));
        if (settings.server() == Server.PAYARA_MICRO) {
            agents.put(PartName.NOTIFICATION, new Agent(Ports.anyFree().http()));
        }
        return agents;
    }

    private static List<Subscriber> subscribers(Installation installation) {
        return List.of(Destinations.ACCOUNT_EVENTS, Destinations.WALLET_EVENTS, Destinations.NOTIFICATION_EVENTS).stream()
                .map(topic -> new Subscriber(installation.broker(BrokerUser.SENDER), topic, "torture-" + topic))
                .toList();
    }

    private static List<Inspection.Line> inspect(Installation installation, Torture torture,
            List<Subscriber> subscribers) {
        Inspection inspection = new Inspection(installation);
        List<Inspection.Line> lines = new ArrayList<>();
        lines.add(new Inspection.Line("after each kill all was ready within " + Torture.START_LIMIT.toSeconds() + " s",
                "slowest " + torture.slowestStart().toMillis() + " ms", torture.slowStarts()));
        lines.add(new Inspection.Line("after each round all letters were handled", "slowest "
                + torture.slowestDrain().toMillis() + " ms", torture.findings()));
        while (subscribers.stream().anyMatch(subscriber -> subscriber.quietMillis() < QUIET.toMillis())) {
            Pauses.of(QUIET.toMillis() / 2);
        }
        lines.add(inspection.invariants());
        Evidence evidence = inspection.evidence(torture.accepted(), subscribers.get(0).told(), subscribers.get(1).told());
        lines.add(inspection.outcomes(evidence));
        lines.add(Inspection.replay(evidence));
        subscribers.forEach(subscriber -> lines.add(Inspection.topic(subscriber)));
        try (Boxes boxes = new Boxes(installation)) {
            lines.add(inspection.nothingInDoubt(boxes));
            lines.add(Inspection.dead(boxes));
            lines.add(Inspection.invalid(boxes, torture.conflicts(), torture.failures()));
        }
        lines.add(inspection.balanceSheet().orElse(
                new Inspection.Line("the message balance sheet adds up", "not available", List.of())));
        return lines;
    }

    private void tell(List<Inspection.Line> lines) {
        for (Inspection.Line line : lines) {
            output.line("%-6s %-55s %s", line.holds() ? "holds" : "BROKEN", line.what(), line.answer());
            line.findings().stream().limit(MOST_FINDINGS_TOLD).forEach(finding -> output.line("         " + finding));
            if (line.findings().size() > MOST_FINDINGS_TOLD) {
                output.line("         and %d more", line.findings().size() - MOST_FINDINGS_TOLD);
            }
        }
        output.line("");
    }

    /** The last line, and what is left behind. */
    private boolean conclude(Installation installation, List<Inspection.Line> lines, String figures) {
        List<String> broken = lines.stream().filter(line -> !line.holds()).map(Inspection.Line::what).toList();
        if (broken.isEmpty()) {
            installation.delete();
            output.line("Everything held: " + figures + ".");
        } else {
            output.line("BROKEN (" + String.join("; ", broken) + "): " + figures + "; all of it is left in " + run.path()
                    + ".");
        }
        return broken.isEmpty();
    }

    private void write(Path file, int rounds, long seed, long seconds, Torture torture, List<Inspection.Line> lines) {
        if (file == null) {
            return;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("server", settings.server().toString());
        figures.put("database", settings.database().toString());
        figures.put("rounds", rounds);
        figures.put("seed", seed);
        figures.put("seconds", seconds);
        figures.put("lettersSent", torture.lettersSent());
        figures.put("commands", torture.accepted().size());
        figures.put("conflicts", torture.conflicts().size());
        figures.put("slowestStartMillis", torture.slowestStart().toMillis());
        figures.put("slowestDrainMillis", torture.slowestDrain().toMillis());
        figures.put("points", torture.table().rows());
        figures.put("checks", lines);
        writeJson(file, figures);
    }

    private static void writeJson(Path file, Object figures) {
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}

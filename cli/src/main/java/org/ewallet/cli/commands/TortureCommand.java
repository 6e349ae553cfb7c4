package org.ewallet.cli.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.State;
import org.ewallet.cli.torture.Kit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "torture",
        description = "Starts an installation of its own, kills its parts under load, checks; fails if anything broke.")
public final class TortureCommand implements Callable<Integer> {

    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int MOST_SEEDS = 1_000_000;

    @Mixin
    private Place place;

    @Mixin
    private StartOptions options;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "25", description = "How many kills. Default: 25.")
    private int rounds;

    @Option(names = "--seed", paramLabel = "S",
            description = "The same number makes the same letters and kills. Default: a random one.")
    private Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private Path figures;

    @Option(names = "--outage", paramLabel = "PART",
            description = "Instead of rounds: takes broker or database away for a while under a steady load.")
    private String outage;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60",
            description = "How long it is away. Default: 60.")
    private int seconds;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "Letters per second. Default: 200.")
    private int rate;

    @Option(names = "--notifications", paramLabel = "N",
            description = "Instead of rounds: kills the notification service while it sends N SMS, at most once each, "
                    + "and N e-mails, at least once each, by providers that misbehave.")
    private Integer notifications;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "10",
            description = "How often it is killed. Default: 10.")
    private int kills;

    @Option(names = "--faultless",
            description = "The providers behave, and take 50 ms for each answer: to see how quick the service is.")
    private boolean faultless;

    @Override
    public Integer call() {
        if (rounds < 1 || seconds < 1 || rate < 1 || notifications != null && notifications < 1) {
            throw new CliException("--rounds, --seconds, --rate and --notifications must be 1 or more.");
        }
        if (kills < 0) {
            throw new CliException("--kills must be 0 or more.");
        }
        if (outage != null && notifications != null) {
            throw new CliException("--outage and --notifications are two tortures: choose one.");
        }
        RunDirectory run = place.runOfItsOwn("torture");
        if (State.in(run).settings().isPresent()) {
            throw new CliException("Something was started in " + run.path() + ". Torture takes a directory of its own.");
        }
        Settings settings = options.applyTo(Settings.onFreePorts());
        PartName part = outage == null ? null : partOf(settings);
        Kit kit = new Kit(place.distribution(), run, settings, Output.to(System.out));
        return holds(kit, part) ? HOLDS : BROKEN;
    }

    private boolean holds(Kit kit, PartName part) {
        if (part != null) {
            return kit.outage(part, seconds, rate, figures);
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEEDS) : seed;
        return notifications == null ? kit.torture(rounds, chosen, figures)
                : kit.notifications(notifications, kills, faultless, chosen, figures);
    }

    private PartName partOf(Settings settings) {
        return switch (outage) {
            case "broker" -> PartName.BROKER;
            case "database" -> {
                if (!settings.startsPostgreSql()) {
                    throw new CliException("Only a PostgreSQL that this command starts can be taken away: H2 is a part "
                            + "of the server. Add --db postgresql.");
                }
                yield PartName.POSTGRESQL;
            }
            default -> throw new CliException("--outage must be broker or database, not " + outage + ".");
        };
    }
}

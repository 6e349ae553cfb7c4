package org.ewallet.cli.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
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

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new CliException("--rounds must be 1 or more.");
        }
        RunDirectory run = place.runOfItsOwn("torture");
        if (State.in(run).settings().isPresent()) {
            throw new CliException("Something was started in " + run.path() + ". Torture takes a directory of its own.");
        }
        Settings settings = options.applyTo(Settings.onFreePorts());
        Kit kit = new Kit(place.distribution(), run, settings, Output.to(System.out));
        long number = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        return kit.torture(rounds, number, figures) ? HOLDS : BROKEN;
    }
}

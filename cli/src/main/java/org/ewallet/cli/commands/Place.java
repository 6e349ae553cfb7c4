package org.ewallet.cli.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Main;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.State;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which installation a command is about. */
public final class Place {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Option(names = "--run-dir", paramLabel = "DIR",
            description = "Where data, logs and passwords are. Default: run in the project.")
    private Path runDirectory;

    /** What the build has laid out. */
    public Distribution distribution() {
        return Distribution.ofProject(home());
    }

    RunDirectory run() {
        return new RunDirectory(runDirectory == null ? home().resolve("run") : runDirectory);
    }

    /** One of its own, new and empty, if none was named. */
    public RunDirectory runOfItsOwn(String name) {
        try {
            return runDirectory == null ? new RunDirectory(Files.createTempDirectory("ewallet-" + name + "-")) : run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a directory to run in", e);
        }
    }

    /** What to type to stop it. */
    String downCommand() {
        return "./ewallet down" + (runDirectory == null ? "" : " --run-dir " + runDirectory);
    }

    /** Whether nothing was started there, or all of it stopped again. */
    boolean isEmpty() {
        return State.in(run()).settings().isEmpty();
    }

    /** The installation that was started there. */
    Installation started() {
        return Installation.started(distribution(), run());
    }

    private Path home() {
        return ((Main) command.root().userObject()).home();
    }
}

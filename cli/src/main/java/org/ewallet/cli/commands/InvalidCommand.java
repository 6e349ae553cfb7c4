package org.ewallet.cli.commands;

import org.ewallet.messaging.operations.Aside;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "invalid", description = "Letters that can never be read: look, put back, discard.",
        subcommands = {AsideListCommand.class, AsideShowCommand.class, AsideReplayCommand.class,
            AsideDiscardCommand.class, AsideLogCommand.class})
public final class InvalidCommand implements AsideCommand, Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public Aside aside() {
        return Aside.INVALID;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

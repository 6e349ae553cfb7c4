package org.ewallet.cli;

import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ewallet.cli.commands.AuditCommand;
import org.ewallet.cli.commands.BalanceCommand;
import org.ewallet.cli.commands.DeadCommand;
import org.ewallet.cli.commands.DemoCommand;
import org.ewallet.cli.commands.DownCommand;
import org.ewallet.cli.commands.InvalidCommand;
import org.ewallet.cli.commands.LogsCommand;
import org.ewallet.cli.commands.MailboxCommand;
import org.ewallet.cli.commands.MessagesCommand;
import org.ewallet.cli.commands.SendCommand;
import org.ewallet.cli.commands.StatusCommand;
import org.ewallet.cli.commands.SubscriptionsCommand;
import org.ewallet.cli.commands.TokenCommand;
import org.ewallet.cli.commands.TortureCommand;
import org.ewallet.cli.commands.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code ewallet} command. The script of that name in the root of the project builds it and starts it. */
@Command(name = "ewallet",
        description = "An electronic-wallet platform: actions are letters to a broker, queries are HTTP.",
        subcommands = {DemoCommand.class, UpCommand.class, DownCommand.class, StatusCommand.class, SendCommand.class,
            BalanceCommand.class, AuditCommand.class, MessagesCommand.class, SubscriptionsCommand.class,
            DeadCommand.class, InvalidCommand.class, LogsCommand.class, MailboxCommand.class, TokenCommand.class,
            TortureCommand.class})
public final class Main implements Runnable {

    private static final Logger ROOT = Logger.getLogger("");

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Option(names = "--home", hidden = true, description = "The project's directory; the script sets it.")
    private Path home = Path.of("").toAbsolutePath();

    /** What the user typed, after {@code --home} which the script adds. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** The exit status: 0 for success, 1 for failure, 2 for a command line that makes no sense. */
    public static int run(String... arguments) {
        // Libraries have nothing to say to people; what matters becomes a message of ours.
        ROOT.setLevel(Level.SEVERE);
        CommandLine commandLine = new CommandLine(new Main());
        ServiceLoader.load(FurtherCommand.class).forEach(commandLine::addSubcommand);
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(command.getColorScheme().errorText(message(failure)));
            if (System.getenv("EWALLET_DEBUG") != null) {
                failure.printStackTrace(command.getErr());
            }
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
        return commandLine.execute(arguments);
    }

    /** The project's directory. */
    public Path home() {
        return home;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static String message(Exception failure) {
        if (failure instanceof CliException) {
            return failure.getMessage();
        }
        Throwable cause = failure.getCause();
        return failure + (cause == null ? "" : ": " + cause) + "\nSet EWALLET_DEBUG=1 to see where it comes from.";
    }
}

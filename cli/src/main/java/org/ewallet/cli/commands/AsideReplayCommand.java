package org.ewallet.cli.commands;

import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.messaging.operations.ActResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "replay", description = "Puts letters back into their boxes. They keep their ids, so none acts twice.")
final class AsideReplayCommand implements Runnable {

    @ParentCommand
    private AsideCommand parent;

    @Mixin
    private Place place;

    @Mixin
    private WhichLetters which;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the record.")
    private String reason;

    @Override
    public void run() {
        ActResult result = place.started().atOperatorDesk(desk -> desk.replay(which.of(parent.aside()), reason));
        if (which.isOne() && result.letters() == 0) {
            throw new CliException("There is no such letter among the " + parent.letters() + ".");
        }
        Output output = Output.to(System.out);
        output.line(parent.letters(result.letters()) + " put back.");
        if (result.expired() > 0) {
            output.line(result.expired() + " of them will have no effect: their time to live is over.");
        }
    }
}

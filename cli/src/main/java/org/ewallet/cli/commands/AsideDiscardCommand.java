package org.ewallet.cli.commands;

import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.messaging.operations.ActResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "discard", description = "Takes letters away for good.")
final class AsideDiscardCommand implements Runnable {

    @ParentCommand
    private AsideCommand parent;

    @Mixin
    private Place place;

    @Mixin
    private WhichLetters which;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
    private String reason;

    @Override
    public void run() {
        ActResult result = place.started().atOperatorDesk(desk -> desk.discard(which.of(parent.aside()), reason));
        if (which.isOne() && result.letters() == 0) {
            throw new CliException("There is no such letter among the " + parent.letters() + ".");
        }
        Output.to(System.out).line(parent.letters(result.letters()) + " discarded.");
    }
}

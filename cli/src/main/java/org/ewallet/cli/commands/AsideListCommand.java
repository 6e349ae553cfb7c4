package org.ewallet.cli.commands;

import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.Output;
import org.ewallet.messaging.operations.LetterGroup;
import org.ewallet.messaging.operations.LetterSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", description = "Counts them by box and cause.")
final class AsideListCommand implements Runnable {

    @ParentCommand
    private AsideCommand parent;

    @Mixin
    private Place place;

    @Option(names = "--box", paramLabel = "BOX", description = "Those of one box, such as wallet.commands.")
    private String box;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Those of one cause.")
    private String cause;

    @Override
    public void run() {
        List<LetterGroup> groups = place.started().atOperatorDesk(
                desk -> desk.groups(new LetterSelection(parent.aside(), box, cause, null)));
        Output output = Output.to(System.out);
        if (groups.isEmpty()) {
            output.line("There are no " + parent.letters() + (box == null && cause == null ? "." : " of this kind."));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("BOX", "CAUSE", "LETTERS", "OLDEST", "NEWEST"));
        groups.forEach(group -> rows.add(List.of(group.box(), Terminal.line(group.cause()),
                String.valueOf(group.letters()), Terminal.time(group.oldest()), Terminal.time(group.newest()))));
        Terminal.table(rows).forEach(output::line);
        output.line("");
        output.line("Look at them:   " + parent.command() + " show --box BOX [--cause CAUSE], then show ID");
        output.line("Put them back:  " + parent.command() + " replay ID | --box BOX [--cause CAUSE] | --all");
        output.line("Discard them:   " + parent.command() + " discard ... --reason TEXT");
    }
}

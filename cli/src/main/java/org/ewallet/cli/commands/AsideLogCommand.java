package org.ewallet.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.messaging.operations.Act;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "log", description = "Shows what operators did with them, when and why; the newest last.")
final class AsideLogCommand implements Runnable {

    @ParentCommand
    private AsideCommand parent;

    @Mixin
    private Place place;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50",
            description = "The newest so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public void run() {
        if (limit < 1) {
            throw new CliException("--limit must be 1 or more.");
        }
        List<Act> acts = place.started().atOperatorDesk(desk -> desk.acts(parent.aside(), limit));
        Output output = Output.to(System.out);
        if (acts.isEmpty()) {
            output.line("Nobody has put back or discarded " + parent.letters() + ".");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("AT", "BY", "ACT", "BOX", "ID", "CAUSE", "REASON"));
        acts.forEach(act -> rows.add(List.of(Terminal.time(act.at()), Terminal.line(act.by()),
                act.act().name().toLowerCase(Locale.ROOT), Terminal.line(act.box()), Terminal.line(act.letterId()),
                Terminal.line(act.cause()), Terminal.line(act.reason()))));
        Terminal.table(rows).forEach(output::line);
    }
}

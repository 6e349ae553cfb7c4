package org.ewallet.cli.commands;

import java.util.List;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stops what up has started, and nothing else. Data stay.")
public final class DownCommand implements Runnable {

    @Mixin
    private Place place;

    @Option(names = "--part", paramLabel = "PART", hidden = true, converter = PartOption.class,
            description = "Only this part; may be repeated.")
    private List<PartName> parts = List.of();

    @Override
    public void run() {
        Output output = Output.to(System.out);
        if (place.isEmpty()) {
            output.line("Nothing to stop: nothing was started in " + place.run().path());
            return;
        }
        Installation installation = place.started();
        if (parts.isEmpty()) {
            installation.stop(output);
            output.line("Stopped.");
        } else {
            parts.forEach(part -> installation.stop(part, output));
        }
    }
}

package org.ewallet.cli.commands;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Starts what does not run yet; returns when it is ready.")
public final class UpCommand implements Runnable {

    @Mixin
    private Place place;

    @Mixin
    private StartOptions options;

    @Option(names = "--part", paramLabel = "PART", hidden = true, converter = PartOption.class,
            description = "Only this part; may be repeated.")
    private List<PartName> parts = List.of();

    @Override
    public void run() {
        Output output = Output.to(System.out);
        Set<PartName> wanted = parts.isEmpty() ? Set.of() : EnumSet.copyOf(parts);
        Installation installation = Starter.start(place, options, wanted, output);
        Starter.tellAddresses(place, installation, output);
    }
}

package org.ewallet.cli.commands;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.Tokens;
import org.ewallet.cli.story.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "demo", description = "Starts everything, plays a story with checks, leaves everything running.")
public final class DemoCommand implements Runnable {

    @Mixin
    private Place place;

    @Mixin
    private StartOptions options;

    @Override
    public void run() {
        Output output = Output.to(System.out);
        Installation installation = Starter.start(place, options, Set.of(), output);
        List<String> people = Story.play(installation, output);
        Starter.tellAddresses(place, installation, output);
        Starter.tellSignIns(installation, Stream.concat(people.stream(), Stream.of(Tokens.OPERATOR)), output);
    }
}

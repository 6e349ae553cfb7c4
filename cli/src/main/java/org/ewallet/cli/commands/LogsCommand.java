package org.ewallet.cli.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.parts.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the end of a part's log, or where the logs are.")
public final class LogsCommand implements Runnable {

    @Mixin
    private Place place;

    @Parameters(paramLabel = "PART", arity = "0..1", converter = PartOption.class,
            description = "broker, postgresql, mailbox, services, notification or payara-server.")
    private PartName part;

    @Option(names = {"-n", "--lines"}, paramLabel = "N", description = "How many lines. Default: ${DEFAULT-VALUE}.")
    private int lines = 50;

    @Override
    public void run() {
        Output output = Output.to(System.out);
        if (part == null) {
            Installation installation = place.started();
            for (Part one : installation.parts()) {
                output.line("%-14s %s", one.name(), one.log());
            }
            return;
        }
        Path log = place.run().log(part);
        if (Files.notExists(log)) {
            output.line("There is no log of " + part + " in " + place.run().logs());
            return;
        }
        end(log).forEach(output::line);
    }

    private List<String> end(Path log) {
        try {
            List<String> all = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }
}

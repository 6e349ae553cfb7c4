package org.ewallet.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Database;
import org.ewallet.cli.FurtherCommand;
import org.ewallet.cli.Output;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.State;
import org.ewallet.cli.commands.Place;
import org.ewallet.cli.commands.StartOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./ewallet bench}. */
@Command(name = "bench",
        description = {"Measures an installation of its own against others on this machine; see docs/performance.md.",
            "On PostgreSQL unless --db h2 is given. Fails if the books do not hold, not if a target is missed."})
public final class BenchCommand implements FurtherCommand {

    private static final int MEASURED = 0;

    @Mixin
    private Place place;

    @Mixin
    private StartOptions options;

    @Option(names = "--quick", description = "All of it in about three minutes, to see that it works: nobody is warm.")
    private boolean quick;

    @Option(names = "--transfers", paramLabel = "N",
            description = "Transfers per run. Default: 300000, with --quick 4000.")
    private Integer transfers;

    @Option(names = "--only", paramLabel = "WHAT", split = ",", converter = MeasureName.class,
            description = "Some of ewallet, naive, limit, pgbench, hot, zipf, ledger10M, latency, balanceQuery, "
                    + "statement, memory. Default: all.")
    private List<Measure> only;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "512m",
            description = "Memory of the application server and of those it is compared with. Default: 512m.")
    private String heap;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private Path figures;

    @Override
    public Integer call() {
        if (transfers != null && transfers < 1_000) {
            throw new CliException("--transfers must be 1000 or more: fewer are one or two batches.");
        }
        RunDirectory run = place.runOfItsOwn("bench");
        if (State.in(run).settings().isPresent()) {
            throw new CliException("Something was started in " + run.path()
                    + ". The benchmark takes a directory of its own.");
        }
        Settings base = Settings.onFreePorts().with(Database.POSTGRESQL)
                .with(new Settings.Memory(heap, Settings.Memory.DEFAULT.notification(), heap,
                        Settings.Memory.DEFAULT.broker()));
        Settings settings = options.applyTo(base);
        Plan plan = quick ? Plan.quick(transfers) : Plan.full(transfers == null ? Plan.DEFAULT_TRANSFERS : transfers);
        measure(new Bed(place.distribution(), run, settings, Output.to(System.out)), plan, Output.to(System.out));
        return MEASURED;
    }

    private void measure(Bed bed, Plan plan, Output output) {
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        output.line("Measuring an E-Wallet of its own in %s (%s, %s), from %s on", bed.run().path(),
                bed.settings().server(), bed.settings().database(), start);
        Map<String, Object> about = new LinkedHashMap<>();
        Report report = new Report();
        boolean done = false;
        try (bed) {
            Benchmark benchmark = new Benchmark(bed, plan, wanted(), heap, output, report);
            benchmark.run();
            about.put("machine", Machine.describe(bed));
            done = true;
        } finally {
            if (!done) {
                output.line("Not finished; all of it is left in %s.", bed.run().path());
            }
        }
        about.put("quick", plan.isQuick());
        about.put("transfers", plan.transfers());
        about.put("warmUp", plan.warmUp());
        about.put("startedAt", start.toString());
        about.put("endedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        bed.delete();
        output.line("");
        about.forEach((name, value) -> output.line("%s: %s", name, value));
        output.line("");
        report.table().forEach(output::line);
        if (plan.isQuick()) {
            output.line("");
            output.line("Quick: warmed by %d transfers only (naive by %d), so that these figures say little.",
                    plan.warmUp(), plan.naiveWarmUp());
        }
        if (figures != null) {
            write(report.json(about));
        }
    }

    private Set<Measure> wanted() {
        Set<Measure> wanted = only == null ? EnumSet.allOf(Measure.class) : EnumSet.copyOf(only);
        if (wanted.stream().anyMatch(Measure::needsEwallet)) {
            wanted.add(Measure.EWALLET);
        }
        return wanted;
    }

    private void write(String json) {
        try {
            Files.writeString(figures, json);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + figures, e);
        }
    }

    static final class MeasureName implements ITypeConverter<Measure> {

        @Override
        public Measure convert(String name) {
            return Arrays.stream(Measure.values())
                    .filter(measure -> measure.toString().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be some of "
                            + Arrays.toString(Measure.values()) + ", not " + name));
        }
    }
}

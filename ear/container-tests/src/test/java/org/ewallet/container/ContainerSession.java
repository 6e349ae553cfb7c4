package org.ewallet.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ewallet.cli.Database;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Settings;
import org.ewallet.cli.parts.MicroCommands;
import org.ewallet.cli.parts.Trees;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts broker and database before the first test, tells Arquillian how to start its Payara Micro, and cleans up. */
public final class ContainerSession implements LauncherSessionListener {

    private static final Output OUTPUT = Output.to(System.out);

    private Path directory;
    private Installation installation;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Database database = Arrays.stream(Database.values())
                .filter(one -> one.toString().equals(System.getProperty("ewallet.db"))).findFirst().orElseThrow();
        Distribution distribution = new Distribution(Path.of(System.getProperty("ewallet.dist")));
        try {
            directory = Files.createTempDirectory("ewallet-container-");
            installation = Installation.of(distribution, new RunDirectory(directory.resolve("run")),
                    Settings.onFreePorts().with(database));
            Set<PartName> parts = database == Database.H2 ? Set.of(PartName.BROKER)
                    : Set.of(PartName.BROKER, PartName.POSTGRESQL);
            installation.start(parts, OUTPUT);
            MicroCommands commands = new MicroCommands(installation, distribution);
            List<String> java = new ArrayList<>(commands.javaOptions());
            java.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            System.setProperty("ewallet.micro.jar", distribution.payaraMicro().toString());
            System.setProperty("ewallet.micro.java.options", String.join(" ", java));
            System.setProperty("ewallet.micro.options", String.join(" ",
                    "--nohazelcast", "--disablephonehome",
                    "--port", Integer.toString(installation.settings().ports().http()),
                    "--addlibs", commands.postgreSqlDriver().toString(),
                    "--postbootcommandfile", commands.afterBoot(directory).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (installation == null) {
            return;
        }
        installation.stop(OUTPUT);
        try {
            if (installation.settings().startsPostgreSql()) {
                // Possibly outside of the run directory, see PostgreSql.
                Trees.delete(installation.run().of(PartName.POSTGRESQL).toRealPath());
            }
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.ewallet.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Database;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.ProcessId;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Service;
import org.ewallet.cli.Settings;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.WebApi;
import org.ewallet.cli.parts.PostgreSqlAddress;
import org.ewallet.contract.Codec;
import org.ewallet.contract.wallet.AuditReport;

/**
 * An installation of the benchmark's own, whose application server is stopped and started with other options between
 * the contestants. The notification service does not run: what it would get stays in the queue of its durable
 * subscription, which every contestant fills alike.
 */
final class Bed implements AutoCloseable {

    /** The durable subscription to {@code wallet.events}. */
    static final String SUBSCRIPTION = "notification.wallet-events";

    private static final Output SILENT = line -> { };
    private static final Duration AUDIT_LIMIT = Duration.ofMinutes(30);
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Distribution distribution;
    private final RunDirectory run;
    private final Settings settings;
    private final Output output;
    private final Thread whenInterrupted = new Thread(this::killAll);
    private final List<Process> others = new CopyOnWriteArrayList<>();
    private List<String> javaOptions = List.of();
    private Installation installation;
    private BrokerManagement management;

    Bed(Distribution distribution, RunDirectory run, Settings settings, Output output) {
        this.distribution = distribution;
        this.run = run;
        this.settings = settings;
        this.output = output;
        // Nobody is to find the parts still running who ended this by Ctrl-C.
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        installation = Installation.of(distribution, run, settings);
    }

    /** Lets the application server run, with these options for its Java, besides those it always has. */
    void start(List<String> options) {
        boolean runs = installation.part(settings.appServer()).isRunning();
        if (runs && options.equals(javaOptions)) {
            return;
        }
        if (!options.equals(javaOptions)) {
            stopServer();
            forgetOptions();
        }
        javaOptions = options;
        installation = Installation.of(distribution, run, settings, Map.of(settings.appServer(), options));
        Set<PartName> parts = EnumSet.of(PartName.BROKER, settings.appServer());
        if (settings.startsPostgreSql()) {
            parts.add(PartName.POSTGRESQL);
        }
        installation.start(parts, SILENT);
        if (management == null) {
            management = installation.management();
            requireDurable();
        }
        management.pause(SUBSCRIPTION);
    }

    void stopServer() {
        installation.stop(settings.appServer(), SILENT);
    }

    /** A domain of Payara Server keeps options for ever; without the mark it is set up anew. */
    private void forgetOptions() {
        try {
            Files.deleteIfExists(run.of(PartName.PAYARA_SERVER).resolve("set-up.mark"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make Payara Server forget its options", e);
        }
    }

    Installation installation() {
        return installation;
    }

    Settings settings() {
        return settings;
    }

    RunDirectory run() {
        return run;
    }

    Distribution distribution() {
        return distribution;
    }

    BrokerManagement management() {
        return management;
    }

    WebApi webApi() {
        return installation.webApi();
    }

    /** The process that handles the letters. */
    ProcessId serverProcess() {
        return installation.part(settings.appServer()).process().orElseThrow(() -> new CliException("The server does not run."));
    }

    boolean isPostgreSql() {
        return settings.database() == Database.POSTGRESQL;
    }

    PostgreSqlAddress postgreSql() {
        return PostgreSqlAddress.of(settings);
    }

    /** To the tables of the wallet service, as that service. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgreSql().url() + "?reWriteBatchedInserts=true", Service.WALLET.role(),
                installation.secrets().database(Service.WALLET));
    }

    String adminUser() {
        return settings.startsPostgreSql() ? "postgres" : System.getenv("EWALLET_PG_ADMIN_USER");
    }

    String adminPassword() {
        return settings.startsPostgreSql() ? installation.secrets().databaseAdmin()
                : System.getenv("EWALLET_PG_ADMIN_PASSWORD");
    }

    /** Entries of the ledger and wallets, as the web API tells them. */
    JsonNode sums() {
        return webApi().find("/api/ledger/sums", AUDIT_LIMIT).orElseThrow(() -> new CliException("There are no sums."))
                .path("sums");
    }

    /** The books, as {@code ./ewallet audit} sees them. */
    void requireBooksHold(String after) {
        AuditReport report = webApi().find("/api/ledger/audit", AUDIT_LIMIT)
                .map(json -> Codec.read(json, AuditReport.class))
                .orElseThrow(() -> new CliException("There is no audit."));
        if (!report.holds()) {
            report.invariants().stream().filter(line -> !line.holds())
                    .forEach(line -> output.line("BROKEN %s: %s", line.statement(), line.brokenRows()));
            throw new CliException("The books do not hold after " + after + ".");
        }
    }

    /** What is measured must be what is run: nothing is lost when the power fails. */
    private void requireDurable() {
        if (!management.isDurable() || !brokerFile().contains("<journal-datasync>true</journal-datasync>")) {
            throw new CliException("The broker does not write what it accepts to disk; such figures mean nothing.");
        }
        if (!isPostgreSql()) {
            return;
        }
        for (String setting : DURABLE) {
            if (!"on".equals(ask("show " + setting))) {
                throw new CliException("PostgreSQL has " + setting + " off; such figures mean nothing.");
            }
        }
    }

    private String brokerFile() {
        Path file = run.of(PartName.BROKER).resolve("etc").resolve("broker.xml");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** What PostgreSQL answers in the first column of its first row. */
    String ask(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new CliException("PostgreSQL does not answer " + sql + ": " + e.getMessage(), e);
        }
    }

    /** Stops everything. */
    @Override
    public void close() {
        if (management != null) {
            management.close();
        }
        installation.stop(SILENT);
        Runtime.getRuntime().removeShutdownHook(whenInterrupted);
    }

    /** Deletes all that it has written. */
    void delete() {
        installation.delete();
    }

    /** A process besides the installation's, which is not to outlive this program either. */
    void guard(Process process) {
        others.add(process);
    }

    private void killAll() {
        others.forEach(Process::destroyForcibly);
        installation.parts().forEach(part -> part.process().ifPresent(ProcessId::kill));
    }
}

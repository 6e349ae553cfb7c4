package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Poll;
import org.ewallet.cli.PrivateFiles;
import org.ewallet.cli.ProcessId;

/** A real PostgreSQL, from binaries that come as a Maven artifact. Its data stay in the run directory. */
public final class PostgreSql extends Part {

    private static final String ADMIN = "postgres";
    private static final String INCLUDED = "ewallet.conf";
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration PID_LIMIT = Duration.ofSeconds(30);

    public PostgreSql(Site site) {
        super(PartName.POSTGRESQL, site);
    }

    @Override
    public List<String> addresses() {
        return List.of(PostgreSqlAddress.of(site.settings()).url());
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("--db-port", site.settings().ports().database());
    }

    @Override
    protected ProcessId startProcess(Output output) {
        Path home = home();
        Path binaries = home.resolve("binaries");
        Path data = home.resolve("data");
        if (Files.notExists(data.resolve("PG_VERSION"))) {
            Archives.untarFromJar(site.distribution().postgreSqlBinaries(), binaries);
            initialise(home, binaries, data);
        }
        copyConfiguration(data);
        ProcessId started = start(Unprivileged.command(List.of(binaries.resolve("bin").resolve("postgres").toString(),
                "-D", data.toString(),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "port=" + site.settings().ports().database(),
                "-c", "unix_socket_directories=")), Map.of(), home);
        return Poll.until(PID_LIMIT, "The start of PostgreSQL (read " + log() + ")", () -> {
            if (!started.isAlive()) {
                throw new CliException("PostgreSQL ended while it was starting. Read " + log());
            }
            return postmaster(data);
        });
    }

    @Override
    public boolean isReady() {
        return admin().accepts();
    }

    /** Makes the database, the roles and the schemas, if they are not there. */
    @Override
    protected void complete() {
        admin().createDatabase(PostgreSqlAddress.of(site.settings()).database());
        admin().to(PostgreSqlAddress.of(site.settings()))
                .createSchemas(site.distribution().postgreSqlConfig(), site.secrets());
    }

    /** The usual signal would wait for every client to leave; the interrupt sends them away. */
    @Override
    protected void requestStop(ProcessId process) {
        if (process.isAlive()) {
            run("kill -INT", List.of("sh", "-c", "kill -INT " + process.pid()), site.run().path());
            Poll.happens(INIT_LIMIT, () -> !process.isAlive());
        }
    }

    private PostgreSqlAdmin admin() {
        PostgreSqlAddress address = PostgreSqlAddress.of(site.settings()).withDatabase("postgres");
        return new PostgreSqlAdmin(address, ADMIN, site.secrets().databaseAdmin());
    }

    /**
     * The directory of binaries and data. Root must leave it to somebody else, who has to get there; where a parent
     * directory is closed to him, it is a link to a place that is open.
     */
    private Path home() {
        Path home = site.run().of(PartName.POSTGRESQL);
        try {
            if (Files.notExists(home)) {
                if (Unprivileged.isNeeded() && !openForUnprivileged()) {
                    Files.createSymbolicLink(home, Files.createTempDirectory("ewallet-postgresql-"));
                } else {
                    PrivateFiles.directory(home);
                }
                Unprivileged.own(home.toRealPath());
            }
            return home.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + home + " for PostgreSQL", e);
        }
    }

    /** Lets others pass through the run directory, not look into it; says whether that is enough. */
    private boolean openForUnprivileged() throws IOException {
        Path run = site.run().path().toRealPath();
        if (!Unprivileged.canEnter(run.getParent())) {
            return false;
        }
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx--x--x"));
        return true;
    }

    private void initialise(Path home, Path binaries, Path data) {
        Path password = home.resolve("password");
        PrivateFiles.write(password, site.secrets().databaseAdmin() + "\n");
        Unprivileged.own(home);
        try {
            run("initdb", Unprivileged.command(List.of(binaries.resolve("bin").resolve("initdb").toString(),
                    "-D", data.toString(), "-U", ADMIN, "--pwfile=" + password, "-A", "scram-sha-256",
                    "-E", "UTF8", "--locale=C", "--data-checksums", "--no-instructions")), home);
            Files.delete(password);
            Files.writeString(data.resolve("postgresql.conf"), "\ninclude '" + INCLUDED + "'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the data directory of PostgreSQL", e);
        }
    }

    private void copyConfiguration(Path data) {
        try {
            Files.copy(site.distribution().postgreSqlConfig().resolve(INCLUDED), data.resolve(INCLUDED),
                    StandardCopyOption.REPLACE_EXISTING);
            Unprivileged.own(data.resolve(INCLUDED));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the configuration of PostgreSQL", e);
        }
    }

    /** The process that PostgreSQL itself wrote down: the one we started may be a helper that only waits for it. */
    private Optional<ProcessId> postmaster(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.stream().findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .map(ProcessId::of);
        } catch (IOException | NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    private void run(String what, List<String> command, Path directory) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            if (!process.waitFor(INIT_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CliException(what + " failed. Read " + log());
            }
        } catch (IOException e) {
            throw new CliException("Cannot run " + what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting for " + what + ".", e);
        }
    }
}

package org.ewallet.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.cli.CliException;
import org.ewallet.cli.PartName;
import org.ewallet.cli.parts.PostgreSqlAddress;

/** PostgreSQL's own benchmark, TPC-B-like: the yardstick for what transactions cost on this machine. */
final class PgBench {

    private static final String DATABASE = "ewallet_pgbench";
    private static final String SCALE = "10";
    private static final Pattern TPS = Pattern.compile("(?m)^tps = ([0-9.]+)");

    private final Bed bed;
    private final Path program;

    private PgBench(Bed bed, Path program) {
        this.bed = bed;
        this.program = program;
    }

    /** Empty if it is not installed: beside PostgreSQL, on the PATH, or where Debian puts it. */
    static Optional<PgBench> find(Bed bed) {
        List<Path> places = new ArrayList<>();
        places.add(bed.run().of(PartName.POSTGRESQL).resolve("binaries").resolve("bin"));
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(places::add);
        places.addAll(ofDebian());
        return places.stream().map(place -> place.resolve("pgbench")).filter(Files::isExecutable).findFirst()
                .map(found -> new PgBench(bed, found));
    }

    private static List<Path> ofDebian() {
        Path root = Path.of("/usr/lib/postgresql");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(root)) {
                versions.forEach(version -> found.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new CliException("Cannot look into " + root + ": " + e.getMessage(), e);
            }
        }
        found.sort(Collections.reverseOrder());
        return found;
    }

    /** Makes a database of its own and fills it. */
    void prepare() {
        inDatabase("postgres", "create database " + DATABASE);
        run(List.of("-i", "-q", "-s", SCALE, DATABASE));
    }

    /** Transactions per second of a run. */
    double tps(int clients, int seconds) {
        String said = run(List.of("-M", "prepared", "-c", Integer.toString(clients), "-j", "2", "-T",
                Integer.toString(seconds), DATABASE));
        Matcher matcher = TPS.matcher(said);
        if (!matcher.find()) {
            throw new CliException("pgbench did not say how fast it was: " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    void drop() {
        inDatabase("postgres", "drop database if exists " + DATABASE);
    }

    private void inDatabase(String name, String sql) {
        PostgreSqlAddress address = bed.postgreSql();
        String url = new PostgreSqlAddress(address.host(), address.port(), name).url();
        try (Connection connection = DriverManager.getConnection(url, bed.adminUser(), bed.adminPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CliException("PostgreSQL refused to " + sql + ": " + e.getMessage(), e);
        }
    }

    private String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-h", bed.postgreSql().host(), "-p",
                Integer.toString(bed.postgreSql().port()), "-U", bed.adminUser()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", bed.adminPassword());
        return Programs.output(builder);
    }
}

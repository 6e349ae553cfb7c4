package org.ewallet.cli.torture;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Database;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Service;
import org.ewallet.cli.parts.PostgreSqlAddress;

/** Transactions of a database that are prepared and neither committed nor rolled back. */
final class InDoubt {

    private final Installation installation;

    InDoubt(Installation installation) {
        this.installation = installation;
    }

    /** Empty, if there is no PostgreSQL. */
    List<String> inPostgreSql() {
        if (installation.settings().database() != Database.POSTGRESQL) {
            return List.of();
        }
        try (Connection connection = DriverManager.getConnection(PostgreSqlAddress.of(installation.settings()).url(),
                Service.WALLET.role(), installation.secrets().database(Service.WALLET))) {
            return rows(connection, "select owner || ' ' || gid from pg_prepared_xacts where database = current_database()");
        } catch (SQLException e) {
            throw new CliException("Cannot ask PostgreSQL for prepared transactions: " + e.getMessage(), e);
        }
    }

    /** Opens the files, which only one process can; empty, if there are none. */
    List<String> inH2() {
        List<String> found = new ArrayList<>();
        try (URLClassLoader classes = new URLClassLoader(new URL[] {driver().toUri().toURL()})) {
            Driver driver = (Driver) Class.forName("org.h2.Driver", true, classes).getDeclaredConstructor().newInstance();
            Properties login = new Properties();
            login.setProperty("user", "sa");
            login.setProperty("password", "sa");
            for (Service service : Service.values()) {
                Path file = installation.run().h2().resolve(service.role());
                if (Files.exists(file.resolveSibling(service.role() + ".mv.db"))) {
                    try (Connection connection = driver.connect("jdbc:h2:" + file + ";IFEXISTS=TRUE", login)) {
                        rows(connection, "select transaction_name from information_schema.in_doubt")
                                .forEach(row -> found.add(service.role() + " " + row));
                    }
                }
            }
            return found;
        } catch (IOException | SQLException | ReflectiveOperationException e) {
            throw new CliException("Cannot look into the files of H2: " + e.getMessage(), e);
        }
    }

    private Path driver() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(installation.distribution().drivers(), "h2*.jar")) {
            return found.iterator().next();
        }
    }

    private static List<String> rows(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(question)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}

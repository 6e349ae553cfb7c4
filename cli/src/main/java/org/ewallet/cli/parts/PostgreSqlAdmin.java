package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Secrets;
import org.ewallet.cli.Service;

/** Prepares a PostgreSQL for the services, as an operator does with {@code server-config/postgresql/create.sql}. */
public final class PostgreSqlAdmin {

    private static final int LOGIN_SECONDS = 5;
    /** The first that knows {@code merge}. */
    private static final int OLDEST_VERSION = 15;

    private final PostgreSqlAddress address;
    private final String user;
    private final String password;

    PostgreSqlAdmin(PostgreSqlAddress address, String user, String password) {
        this.address = address;
        this.user = user;
        this.password = password;
    }

    /**
     * Makes sure that a PostgreSQL which we do not start serves: two-phase commit is on, roles and schemas are there.
     * The administrator's name and password are only needed the first time; they come from the environment.
     */
    public static void prepareGiven(Site site) {
        PostgreSqlAddress address = PostgreSqlAddress.of(site.settings());
        PostgreSqlAdmin account = service(address, Service.ACCOUNT, site.secrets());
        if (Arrays.stream(Service.values()).allMatch(one -> service(address, one, site.secrets()).accepts())) {
            account.requireSuitableServer();
            return;
        }
        String user = System.getenv("EWALLET_PG_ADMIN_USER");
        String password = System.getenv("EWALLET_PG_ADMIN_PASSWORD");
        if (user == null || password == null) {
            throw new CliException("The roles of E-Wallet cannot log in to " + address.url() + " yet. Set "
                    + "EWALLET_PG_ADMIN_USER and EWALLET_PG_ADMIN_PASSWORD for this one time, and they are made.");
        }
        PostgreSqlAdmin admin = new PostgreSqlAdmin(address, user, password);
        admin.requireSuitableServer();
        admin.createSchemas(site.distribution().postgreSqlConfig(), site.secrets());
    }

    /** The same user, another database. */
    PostgreSqlAdmin to(PostgreSqlAddress other) {
        return new PostgreSqlAdmin(other, user, password);
    }

    /** Whether the user can log in. */
    boolean accepts() {
        try (Connection connection = connect()) {
            return connection.isValid(LOGIN_SECONDS);
        } catch (SQLException no) {
            return false;
        }
    }

    void createDatabase(String name) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(
                    "select 1 from pg_database where datname = " + literal(name))) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database \"" + name.replace("\"", "\"\"") + "\"");
        } catch (SQLException e) {
            throw failed("create the database " + name, e);
        }
    }

    /** Runs {@code create.sql} with the installation's passwords. */
    void createSchemas(Path configuration, Secrets secrets) {
        String script = read(configuration.resolve("create.sql"));
        for (Service service : Service.values()) {
            script = script.replace(":'" + service.role() + "_password'", literal(secrets.database(service)));
        }
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw failed("create the roles and schemas", e);
        }
    }

    private void requireSuitableServer() {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("show max_prepared_transactions")) {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_VERSION) {
                throw new CliException("PostgreSQL at " + address.url() + " is of version "
                        + connection.getMetaData().getDatabaseProductVersion() + ". E-Wallet needs " + OLDEST_VERSION
                        + " or newer.");
            }
            value.next();
            if (value.getInt(1) == 0) {
                throw new CliException("PostgreSQL at " + address.url() + " has max_prepared_transactions = 0. "
                        + "E-Wallet commits in two phases: put server-config/postgresql/ewallet.conf into its "
                        + "configuration and restart it.");
            }
        } catch (SQLException e) {
            throw failed("read version and settings", e);
        }
    }

    private static PostgreSqlAdmin service(PostgreSqlAddress address, Service service, Secrets secrets) {
        return new PostgreSqlAdmin(address, service.role(), secrets.database(service));
    }

    private Connection connect() throws SQLException {
        DriverManager.setLoginTimeout(LOGIN_SECONDS);
        return DriverManager.getConnection(address.url(), user, password);
    }

    private CliException failed(String what, SQLException e) {
        return new CliException("Cannot " + what + " in " + address.url() + " as " + user + ": " + e.getMessage(), e);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}

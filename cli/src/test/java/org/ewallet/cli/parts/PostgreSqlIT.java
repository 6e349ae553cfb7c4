package org.ewallet.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.ewallet.cli.Database;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Service;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, started by whoever runs the build, root included. */
class PostgreSqlIT {

    private static final Output OUTPUT = Output.to(System.out);

    @TempDir
    private static Path directory;
    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.of(new Distribution(Path.of(System.getProperty("ewallet.dist"))),
                new RunDirectory(directory.resolve("run")), Settings.onFreePorts().with(Database.POSTGRESQL));
        installation.start(Set.of(PartName.POSTGRESQL), OUTPUT);
    }

    @AfterAll
    static void stop() throws IOException {
        installation.stop(OUTPUT);
        // Possibly outside of the run directory, see PostgreSql.
        Trees.delete(installation.run().of(PartName.POSTGRESQL).toRealPath());
    }

    @Test
    void each_service_has_a_schema_that_no_other_can_read() throws SQLException {
        for (Service service : Service.values()) {
            try (Connection connection = login(service); Statement statement = connection.createStatement()) {
                statement.execute("create table secret (id int)");
                assertThat(connection.getSchema()).isEqualTo(service.role());
            }
        }
        try (Connection connection = login(Service.ACCOUNT); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from wallet.secret"))
                    .hasMessageContaining("permission denied for schema wallet");
        }
    }

    @Test
    void two_phase_commit_works_and_commits_are_durable() throws SQLException {
        try (Connection connection = login(Service.WALLET); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table money (amount int)");
            statement.execute("prepare transaction 'x'");
            connection.setAutoCommit(true);
            statement.execute("commit prepared 'x'");
            assertThat(setting(statement, "fsync")).isEqualTo("on");
            assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(statement, "listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        String url = PostgreSqlAddress.of(installation.settings()).url();

        assertThatThrownBy(() -> DriverManager.getConnection(url, "wallet", "guess"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void data_survive_a_stop_and_a_kill() throws SQLException {
        execute("create table kept (id int); insert into kept values (1)");

        installation.stop(PartName.POSTGRESQL, OUTPUT);
        assertThat(installation.part(PartName.POSTGRESQL).isRunning()).isFalse();
        installation.start(Set.of(PartName.POSTGRESQL), OUTPUT);
        execute("insert into kept values (2)");
        installation.kill(PartName.POSTGRESQL);
        installation.start(Set.of(PartName.POSTGRESQL), OUTPUT);

        try (Connection connection = login(Service.NOTIFICATION); Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from kept")) {
            count.next();
            assertThat(count.getInt(1)).isEqualTo(2);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = login(Service.NOTIFICATION); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet value = statement.executeQuery("show " + name)) {
            value.next();
            return value.getString(1);
        }
    }

    private static Connection login(Service service) throws SQLException {
        return DriverManager.getConnection(PostgreSqlAddress.of(installation.settings()).url(), service.role(),
                installation.secrets().database(service));
    }
}

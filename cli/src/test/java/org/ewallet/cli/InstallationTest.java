package org.ewallet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.parts.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    private Path directory;
    private Distribution distribution;
    private RunDirectory run;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void layOutFilesThatAreNeverRun() throws IOException {
        distribution = new Distribution(directory.resolve("dist"));
        run = new RunDirectory(directory.resolve("run"));
        for (Path file : List.of(distribution.payaraMicro(), distribution.payaraServerZip(),
                distribution.postgreSqlBinaries(), distribution.resourceAdapter(), distribution.brokerReceipts(),
                distribution.servicesWar(),
                distribution.notificationWar(), distribution.ear(), distribution.classPath().resolve("any.jar"),
                distribution.brokerConfig().resolve("broker.xml"), distribution.payaraConfig().resolve("any.asadmin"),
                distribution.postgreSqlConfig().resolve("create.sql"))) {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    @Test
    void a_taken_port_is_told_before_anything_is_started() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.anyFree();
            Ports ports = new Ports(other.getLocalPort(), free.notification(), free.broker(), free.console(),
                    free.mailbox(), free.smtp(), free.smpp(), free.database(), free.admin());
            Installation installation = Installation.of(distribution, run, Settings.DEFAULT.with(ports));

            assertThatThrownBy(() -> installation.start(told::add)).isInstanceOf(CliException.class)
                    .hasMessage("Port " + other.getLocalPort() + ", which services needs, is taken by another program. "
                            + "Stop that, or choose another port with --http-port.");
        }
        assertThat(told).isEmpty();
        assertThat(State.in(run).settings()).isEmpty();
    }

    @Test
    void an_incomplete_build_is_told() throws IOException {
        Files.delete(distribution.ear());
        Installation installation = Installation.of(distribution, run, Settings.onFreePorts());

        assertThatThrownBy(() -> installation.start(told::add)).isInstanceOf(CliException.class)
                .hasMessageContaining("ewallet.ear is missing").hasMessageContaining("mvn");
    }

    @Test
    void what_was_started_keeps_its_settings_until_it_is_stopped() {
        run.create();
        State.in(run).begin(Settings.DEFAULT);

        assertThatThrownBy(() -> Installation.of(distribution, run, Settings.DEFAULT.with(Database.POSTGRESQL)))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("was started with other settings: --server payara-micro --db h2")
                .hasMessageContaining("./ewallet down");
    }

    @Test
    void nothing_started_leads_to_advice() {
        assertThatThrownBy(() -> Installation.started(distribution, run)).isInstanceOf(CliException.class)
                .hasMessageContaining("Nothing was started").hasMessageContaining("./ewallet up");
    }

    @Test
    void payara_micro_runs_the_services_in_two_processes() {
        assertThat(parts(Settings.DEFAULT)).containsExactly(PartName.BROKER, PartName.MAILBOX, PartName.SERVICES,
                PartName.NOTIFICATION);
    }

    @Test
    void payara_server_runs_them_in_one() {
        assertThat(parts(Settings.DEFAULT.with(Server.PAYARA_SERVER)))
                .containsExactly(PartName.BROKER, PartName.MAILBOX, PartName.PAYARA_SERVER);
    }

    @Test
    void postgresql_is_started_only_if_none_is_given() {
        Settings settings = Settings.DEFAULT.with(Database.POSTGRESQL);

        assertThat(parts(settings)).contains(PartName.POSTGRESQL);
        assertThat(parts(settings.withDatabaseUrl("jdbc:postgresql://db.example.org/ewallet")))
                .doesNotContain(PartName.POSTGRESQL);
    }

    @Test
    void stopping_forgets_everything_that_no_longer_runs() {
        Installation installation = Installation.of(distribution, run, Settings.DEFAULT);
        State.in(run).begin(Settings.DEFAULT);

        installation.stop(told::add);

        assertThat(State.in(run).settings()).isEmpty();
        assertThat(told).isEmpty();
    }

    private List<PartName> parts(Settings settings) {
        return Installation.of(distribution, run, settings).parts().stream().map(Part::name).toList();
    }
}

package org.ewallet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

    @TempDir
    private Path directory;
    private RunDirectory run;

    @BeforeEach
    void createRunDirectory() {
        run = new RunDirectory(directory.resolve("run"));
        run.create();
    }

    @Test
    void what_was_started_is_known_to_the_next_program() throws IOException {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        Settings settings = Settings.onFreePorts().with(Database.POSTGRESQL).with(Server.PAYARA_SERVER);
        State state = State.in(run);
        state.begin(settings);
        state.record(PartName.BROKER, self);

        State next = State.in(run);

        assertThat(next.settings()).contains(settings);
        assertThat(next.process(PartName.BROKER)).contains(self);
        assertThat(next.process(PartName.MAILBOX)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.stateFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void nothing_is_left_at_the_end() {
        State state = State.in(run);
        state.begin(Settings.DEFAULT);

        state.end();

        assertThat(State.in(run).settings()).isEmpty();
        assertThat(run.stateFile()).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_read_leads_to_advice() {
        PrivateFiles.write(run.stateFile(), "{ not json");

        assertThatThrownBy(() -> State.in(run)).isInstanceOf(CliException.class)
                .hasMessageContaining("state.json cannot be read").hasMessageContaining("delete the file");
    }

    @Test
    void a_process_that_has_ended_is_not_alive() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessId id = ProcessId.of(process.toHandle());
        assertThat(id.isAlive()).isTrue();

        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        assertThat(id.isAlive()).isFalse();
        id.stop(Duration.ofSeconds(1));
        id.kill();
    }

    @Test
    void another_process_with_the_same_number_is_left_alone() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessId now = ProcessId.of(other.toHandle());
            ProcessId earlier = new ProcessId(now.pid(), now.startedAt().minusSeconds(3600));

            assertThat(earlier.isAlive()).isFalse();
            earlier.stop(Duration.ofSeconds(1));
            earlier.kill();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void a_process_that_ignores_the_request_is_killed_after_the_limit() throws IOException {
        Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while true; do sleep 1; done")
                .start();
        stubborn.getInputStream().read();
        ProcessId id = ProcessId.of(stubborn.toHandle());

        id.stop(Duration.ofMillis(300));

        assertThat(id.isAlive()).isFalse();
    }
}

package org.ewallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that ends is alive until it has ended, and never again. */
class ProcessIdTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * Its threads end one after another. Whoever counted them by their directories took about one of ten such processes
     * for ended, and a moment later for running.
     */
    @RepeatedTest(10)
    void a_killed_process_of_many_threads_does_not_come_back() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-cp", System.getProperty("java.class.path"), ManyThreads.class.getName()).start();
        process.inputReader(StandardCharsets.US_ASCII).readLine();
        ProcessId id = ProcessId.of(process.toHandle());
        assertThat(id.isAlive()).isTrue();

        process.destroyForcibly();

        boolean ended = false;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (process.isAlive()) {
            boolean alive = id.isAlive();
            assertThat(alive && ended).as("seen again after its end").isFalse();
            ended = !alive;
            assertThat(System.nanoTime()).as("gone within " + LIMIT).isLessThan(deadline);
        }
        assertThat(id.isAlive()).isFalse();
    }

    /** One that its parent asks for at this instant was over before, and is not taken for running again. */
    @ParameterizedTest
    @CsvSource({"S, 1, false", "R, 5, false", "Z, 5, false", "Z, 1, true", "X, 1, true", "X, 0, true"})
    void a_process_is_over_when_it_is_dead_with_all_its_threads(String state, int threads, boolean isOver) {
        String stat = "7 (a) Z (b) " + state + " 1 7 7 0 -1 4228108 0 0 0 0 1 2 0 0 20 0 " + threads
                + " 0 1000 0 0\n";

        assertThat(ProcessId.isOver(stat)).isEqualTo(isOver);
    }

    /** A program that waits for its end with many threads. */
    static final class ManyThreads {

        public static void main(String[] arguments) {
            for (int i = 0; i < 200; i++) {
                new Thread(() -> {
                    try {
                        Thread.sleep(LIMIT.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }).start();
            }
            System.out.println("ready");
        }
    }
}

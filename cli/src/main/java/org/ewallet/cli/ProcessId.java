package org.ewallet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told from any later one that was given the same number by the instant it began.
 *
 * @param pid its number
 * @param startedAt when it began, as the system says
 */
public record ProcessId(long pid, Instant startedAt) {

    /** The system tells the instant to about a second, and corrections of the clock move it a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    /** Not on every system. */
    private static final Path PROCESSES = Path.of("/proc");
    /** Of {@code /proc/<pid>/stat}: num_threads is its field 20, the state, after the name, its field 3. */
    private static final int THREADS_AFTER_NAME = 17;

    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), handle.info().startInstant().orElseThrow(
                () -> new CliException("Process " + handle.pid() + " ended at once.")));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::beganThen)
                .filter(handle -> !isZombie());
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    /**
     * Asks the process to end, and makes it end if it has not after the limit.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration limit) {
        find().ifPresent(ProcessHandle::destroy);
        boolean ended = Poll.happens(limit, () -> !isAlive());
        if (!ended) {
            kill();
        }
        return ended;
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        find().ifPresent(ProcessHandle::destroyForcibly);
        if (!Poll.happens(KILL_LIMIT, () -> !isAlive())) {
            throw new CliException("Process " + pid + " does not end, not even by kill -9.");
        }
    }

    private boolean beganThen(ProcessHandle handle) {
        return handle.info().startInstant()
                .map(instant -> Duration.between(instant, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    /**
     * Dead, but its parent has not asked yet: seen in containers whose first process is not an init. While other
     * threads are still ending, the process holds its ports. The system counts them at one instant with the state; their
     * directories cannot be counted while they vanish.
     */
    private boolean isZombie() {
        if (Files.notExists(PROCESSES)) {
            return false;
        }
        Path process = PROCESSES.resolve(Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return afterName[0].equals("Z") && Integer.parseInt(afterName[THREADS_AFTER_NAME]) <= 1;
        } catch (IOException goneMeanwhile) {
            return true;
        }
    }
}

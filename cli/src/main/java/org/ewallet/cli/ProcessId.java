package org.ewallet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
    private static final Set<String> DEAD = Set.of("Z", "X");

    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), handle.info().startInstant().orElseThrow(
                () -> new CliException("Process " + handle.pid() + " ended at once.")));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::beganThen)
                .filter(handle -> !isOver());
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

    private boolean isOver() {
        if (Files.notExists(PROCESSES)) {
            return false;
        }
        try {
            return isOver(Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("stat")));
        } catch (IOException goneMeanwhile) {
            return true;
        }
    }

    /**
     * Whether a process is dead that the system still knows: because its parent has not asked yet (Z), as seen in
     * containers whose first process is not an init, or is asking at this instant (X). While other threads are still
     * ending, the process holds its ports. The system counts them at one instant with the state; their directories
     * cannot be counted while they vanish.
     *
     * @param stat the line of {@code /proc/<pid>/stat}
     */
    static boolean isOver(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return DEAD.contains(afterName[0]) && Integer.parseInt(afterName[THREADS_AFTER_NAME]) <= 1;
    }
}

package org.ewallet.cli.torture;

import java.time.Duration;
import java.util.List;
import org.ewallet.cli.Poll;
import org.ewallet.cli.ProcessId;
import org.ewallet.cli.parts.Part;

/** Ends PostgreSQL as a power failure does. */
final class PostgreSqlKill {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private PostgreSqlKill() {
    }

    /** Kills the postmaster and then its children, which hold the shared memory that the next one needs. */
    static void kill(Part part) {
        List<ProcessHandle> children = part.process().flatMap(ProcessId::find).stream()
                .flatMap(ProcessHandle::descendants).toList();
        part.kill();
        children.forEach(ProcessHandle::destroyForcibly);
        Poll.happens(LIMIT, () -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
}

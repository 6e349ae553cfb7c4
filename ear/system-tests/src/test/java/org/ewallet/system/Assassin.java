package org.ewallet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.ewallet.cli.parts.Part;

/**
 * Kills a process at an instant that lasts a millisecond: freezes it when the instant may be there, looks whether it is,
 * and lets it go on if not. The shell that sends the signals runs before it is needed, because starting one takes longer
 * than the instant lasts.
 */
final class Assassin implements AutoCloseable {

    private final Part victim;
    private final Process shell;
    private final Writer orders;

    Assassin(Part victim) throws IOException {
        this.victim = victim;
        shell = new ProcessBuilder("sh").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        orders = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Kills the process while it has a transaction prepared and not yet committed. */
    void killWhilePrepared(InDoubt inDoubt) {
        Waiting.until("the process is frozen between the phases of a commit", () -> {
            inDoubt.await();
            signal("STOP");
            if (inDoubt.staysPositive()) {
                victim.kill();
                return true;
            }
            signal("CONT");
            return false;
        });
    }

    @Override
    public void close() throws IOException {
        orders.close();
        shell.destroy();
    }

    private void signal(String name) {
        long pid = victim.process().orElseThrow().pid();
        try {
            orders.write("kill -" + name + " " + pid + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot signal process " + pid, e);
        }
    }
}

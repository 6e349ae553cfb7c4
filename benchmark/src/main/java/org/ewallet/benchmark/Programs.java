package org.ewallet.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ewallet.cli.CliException;

/** Other programs of this machine. */
final class Programs {

    private Programs() {
    }

    /** Whether it is on the PATH. */
    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /**
     * What a program prints until it ends.
     *
     * @throws CliException if it fails
     */
    static String output(ProcessBuilder builder) {
        String name = builder.command().get(0);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CliException(name + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new CliException("Cannot run " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while " + name + " was running.", e);
        }
    }
}

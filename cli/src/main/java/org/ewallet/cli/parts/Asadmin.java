package org.ewallet.cli.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ewallet.cli.CliException;
import org.ewallet.cli.PrivateFiles;

/** Runs the administration commands of Payara Server. */
final class Asadmin {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Site site;
    private final Path home;
    private final int port;

    Asadmin(Site site, Path home, int port) {
        this.site = site;
        this.home = home;
        this.port = port;
    }

    /**
     * Runs one command and returns when it is done.
     *
     * @param environment what a server that it starts inherits
     * @throws CliException if it fails; what it said is in the log that the message names
     */
    void run(Map<String, String> environment, String command, String... arguments) {
        Path passwords = home.resolve("asadmin.passwords");
        PrivateFiles.write(passwords, "AS_ADMIN_PASSWORD=" + site.secrets().payaraAdmin() + "\n");
        List<String> words = new ArrayList<>(List.of(Part.java(), "-jar",
                site.distribution().payaraServerHome().resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--interactive=false", "--user", "admin", "--passwordfile", passwords.toString(),
                "--host", "127.0.0.1", "--port", Integer.toString(port), command));
        words.addAll(List.of(arguments));
        Path log = site.run().logs().resolve("payara-server.asadmin.log");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CliException("asadmin " + command + " took more than " + LIMIT.toSeconds() + " s. Read "
                        + log);
            }
            if (process.exitValue() != 0) {
                throw new CliException("asadmin " + command + " failed. Read " + log);
            }
        } catch (IOException e) {
            throw new CliException("Cannot run asadmin: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting for asadmin.", e);
        }
    }
}

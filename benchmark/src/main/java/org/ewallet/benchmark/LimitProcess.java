package org.ewallet.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Service;

/** {@link Limit} in a Java of its own, with as much memory as the application server has. */
final class LimitProcess implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;

    LimitProcess(Bed bed, String heap) {
        log = bed.run().logs().resolve("limit.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap, "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), Limit.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Not as arguments: those everybody on this machine can see.
        builder.environment().putAll(Map.of(
                Limit.BROKER_URL, bed.installation().broker(BrokerUser.WALLET).core(),
                Limit.BROKER_PASSWORD, bed.installation().secrets().broker(BrokerUser.WALLET),
                Limit.DATABASE_URL, bed.postgreSql().url(),
                Limit.DATABASE_PASSWORD, bed.installation().secrets().database(Service.WALLET)));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CliException("The limit contestant cannot be started: " + e.getMessage(), e);
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new CliException("The limit contestant has ended. Read " + log);
        }
    }

    /** It ends with its standard input, between two batches. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}

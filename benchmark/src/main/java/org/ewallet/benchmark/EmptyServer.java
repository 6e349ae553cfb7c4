package org.ewallet.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Poll;
import org.ewallet.cli.Ports;

/** A Payara Micro that is run as the product's is, with an empty JAX-RS resource in it and nothing else. */
final class EmptyServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long STOP_SECONDS = 30;
    private static final int OK = 200;

    private final URI uri;
    private final Process process;

    EmptyServer(Bed bed, String heap) {
        int port = Ports.anyFree().http();
        uri = URI.create("http://127.0.0.1:" + port + "/api/empty");
        Path directory = bed.run().path().resolve("empty");
        Path log = bed.run().logs().resolve("empty.log");
        try {
            Files.createDirectories(directory);
            Path beforeBoot = Files.writeString(directory.resolve("before-boot.asadmin"),
                    "set configs.config.server-config.network-config.network-listeners.network-listener"
                            + ".http-listener.address=127.0.0.1\n");
            process = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap,
                    "-XX:+UseSerialGC", "-jar", bed.distribution().payaraMicro().toString(),
                    "--rootDir", directory.resolve("root").toString(), "--nohazelcast", "--disablephonehome",
                    "--port", Integer.toString(port), "--contextroot", "/",
                    "--prebootcommandfile", beforeBoot.toString(), "--deploy", war(directory).toString()))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a server with an empty resource", e);
        }
        bed.guard(process);
        if (!Poll.happens(START_LIMIT, () -> !process.isAlive() || answers()) || !process.isAlive()) {
            close();
            throw new CliException("The server with an empty resource did not start. Read " + log);
        }
    }

    /** The resource. */
    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private boolean answers() {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while a server was starting.", e);
        }
    }

    private static Path war(Path directory) throws IOException {
        Path war = directory.resolve("empty.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            // By name: the classes they extend are the server's, and not here.
            for (String type : List.of("EmptyApplication", "EmptyResource")) {
                String file = "org/ewallet/benchmark/empty/" + type + ".class";
                zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + file));
                try (InputStream content = EmptyServer.class.getClassLoader().getResourceAsStream(file)) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        return war;
    }
}

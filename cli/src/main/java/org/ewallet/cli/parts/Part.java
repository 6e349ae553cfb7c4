package org.ewallet.cli.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Poll;
import org.ewallet.cli.ProcessId;

/** One process of an installation: how it is started, when it is ready, how it is stopped. */
public abstract class Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

    protected final Site site;
    private final PartName name;
    private HttpClient http;
    private boolean launched;

    protected Part(PartName name, Site site) {
        this.name = name;
        this.site = site;
    }

    public final PartName name() {
        return name;
    }

    /** What to open in a browser or connect to, with a word on what it is. */
    public abstract List<String> addresses();

    /** The ports it listens on, by the option that changes each. */
    public abstract Map<String, Integer> ports();

    /** Starts the process and returns it; it need not be ready yet. */
    protected abstract ProcessId startProcess(Output output);

    /** Asks once whether the part can do its work. */
    public abstract boolean isReady();

    /** What is left to do when the process runs, before it can be ready. */
    protected void afterStart(Output output) {
    }

    /** What is left to do when it is ready. */
    protected void complete() {
    }

    /** Starts the process. Returns before the part is ready; see {@link #awaitReady}. */
    public final void launch(Output output) {
        keepPreviousLog();
        output.line("  starting " + name);
        site.state().record(name, startProcess(output));
        launched = true;
        afterStart(output);
    }

    /**
     * Returns when the part does its work.
     *
     * @throws CliException if its process ends or takes too long; the message names the log
     */
    public final void awaitReady(Output output) {
        while (!Poll.happens(TELL_EVERY, () -> !isRunning() || isReady())) {
            if (age().compareTo(START_LIMIT) > 0) {
                throw new CliException(name + " was not ready within " + age().toSeconds() + " s. Read " + log());
            }
            output.line("  %s is still starting (%d s)", name, age().toSeconds());
        }
        if (!isRunning()) {
            throw new CliException(name + " ended while it was starting. Read " + log());
        }
        complete();
        if (launched) {
            output.line(String.format(Locale.ROOT, "  %s is ready (%.1f s)", name, age().toMillis() / 1000.0));
            launched = false;
        }
    }

    /** How long ago the process began. */
    private Duration age() {
        return process().map(process -> Duration.between(process.startedAt(), Instant.now())).orElse(Duration.ZERO);
    }

    public final boolean isRunning() {
        return process().map(ProcessId::isAlive).orElse(false);
    }

    /** The process that was started last; it may have ended. */
    public final Optional<ProcessId> process() {
        return site.state().process(name);
    }

    /** Asks the process to end and waits for that; forgets it. */
    public final void stop() {
        process().ifPresent(process -> {
            boolean wasReady = process.isAlive() && isReady();
            requestStop(process);
            if (process.stop(STOP_LIMIT) && wasReady) {
                stopped();
            }
            site.state().forget(name);
        });
    }

    /** Ends the process as {@code kill -9} does: no chance to clean up. */
    public final void kill() {
        process().ifPresent(ProcessId::kill);
    }

    /** For a process whose polite end is not the usual signal. */
    protected void requestStop(ProcessId process) {
    }

    /** What is left to do when a process that was ready has ended as it was asked to. */
    protected void stopped() {
    }

    public final Path log() {
        return site.run().log(name);
    }

    /** The program that runs this one, for Java processes of our own. */
    protected static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts a process that outlives this program and writes to the part's log. */
    protected final ProcessId start(List<String> command, Map<String, String> environment, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        try {
            return ProcessId.of(builder.start().toHandle());
        } catch (IOException e) {
            throw new CliException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The body of a 200 answer; empty if there is none. */
    protected final Optional<String> get(String address) {
        URI uri = URI.create(address);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PROBE_LIMIT).build();
        try {
            HttpResponse<String> response = http().send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notThereYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("Interrupted while waiting for " + uri, e);
        }
    }

    /** Not before the part was started: with TLS there may be no certificate until then. */
    private synchronized HttpClient http() {
        if (http == null) {
            http = site.httpClient().connectTimeout(PROBE_LIMIT).build();
        }
        return http;
    }

    private void keepPreviousLog() {
        try {
            if (Files.exists(log())) {
                Files.move(log(), log().resolveSibling(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot move the old log " + log(), e);
        }
    }
}

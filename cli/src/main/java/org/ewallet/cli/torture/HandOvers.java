package org.ewallet.cli.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was handed to the providers, in memory and in a file: noted before they answer. */
final class HandOvers implements AutoCloseable {

    private final Writer file;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Set<String> recipients = new HashSet<>();
    private Instant first;
    private Instant last;
    private long count;

    /** @param file gets a line per message: time, recipient, id, what happened to it */
    HandOvers(Path file) {
        try {
            this.file = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** @param id by which the message is known again if it comes twice */
    synchronized void note(String recipient, String id, Fault fault) {
        last = Instant.now();
        first = first == null ? last : first;
        count++;
        recipients.add(recipient);
        if (fault.takes()) {
            taken.merge(id, 1, Integer::sum);
        }
        try {
            file.write(last + "\t" + recipient + "\t" + id + "\t" + fault + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write down what was handed over", e);
        }
    }

    /** How often each message was taken, by its id; those that were not are not there. */
    synchronized Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    /** How many recipients were tried. */
    synchronized int recipients() {
        return recipients.size();
    }

    synchronized long count() {
        return count;
    }

    /** From the first to the last. */
    synchronized Duration took() {
        return first == null ? Duration.ZERO : Duration.between(first, last);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write down what was handed over", e);
        }
    }
}

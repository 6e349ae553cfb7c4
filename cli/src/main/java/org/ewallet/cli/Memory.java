package org.ewallet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory a process takes. */
public final class Memory {

    private static final long KILOBYTE = 1024;

    private Memory() {
    }

    /** Resident memory in bytes: all of the process's, and what its children have for themselves. 0 if unknown. */
    public static long resident(ProcessId process) {
        return process.find()
                .map(handle -> {
                    long children = handle.descendants().mapToLong(child -> kilobytes(child.pid(), "RssAnon")).sum();
                    return KILOBYTE * (kilobytes(handle.pid(), "VmRSS") + children);
                })
                .orElse(0L);
    }

    private static long kilobytes(long pid, String field) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(Path.of("/proc/self"))) {
            return fromPs(pid);
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    private static long fromPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return answer.isEmpty() ? 0 : Long.parseLong(answer);
        } catch (IOException unknown) {
            return 0;
        }
    }
}

package org.ewallet.benchmark;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Memory;
import org.ewallet.cli.ProcessId;

/** The memory of a Java process. */
final class MemoryWatch {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final double MEGABYTE = 1 << 20;

    private final ProcessId process;

    MemoryWatch(ProcessId process) {
        this.process = process;
    }

    /**
     * Both at one time.
     *
     * @param residentMegabytes of the machine's memory
     * @param heapMegabytes of objects that are in use, after a full collection
     */
    record Sample(double residentMegabytes, double heapMegabytes) {
    }

    /** Makes the process collect its garbage first. */
    Sample sample() {
        String histogram = Programs.output(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid()),
                "GC.class_histogram"));
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new CliException("The server does not tell the size of its heap.");
        }
        return new Sample(Memory.resident(process) / MEGABYTE, Long.parseLong(total.group(1)) / MEGABYTE);
    }
}

package org.ewallet.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {

    private static final double GIGABYTE = 1 << 30;
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    /** In words, by what they are about. */
    static Map<String, Object> describe(Bed bed) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("cores", Runtime.getRuntime().availableProcessors());
        about.put("processor", processor());
        about.put("memory", String.format(java.util.Locale.ROOT, "%.1f GB", memory() / GIGABYTE));
        about.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        about.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        about.put("database", bed.isPostgreSql() ? "PostgreSQL " + bed.ask("show server_version") : "H2");
        about.put("server", bed.settings().server().toString());
        return about;
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() : 0;
    }

    private static String processor() {
        if (!Files.exists(PROCESSORS)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}

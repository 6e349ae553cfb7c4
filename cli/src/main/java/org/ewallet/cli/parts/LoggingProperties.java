package org.ewallet.cli.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ewallet.cli.LogFormat;

/** The {@code logging.properties} of a Payara. */
final class LoggingProperties {

    private static final String TEXT = "com.sun.enterprise.server.logging.ODLLogFormatter";
    private static final String JSON = "fish.payara.enterprise.server.logging.JSONLogFormatter";

    private LoggingProperties() {
    }

    /**
     * Chooses how one handler writes.
     *
     * @param handler the class name of what writes the log
     */
    static void format(Path file, String handler, LogFormat format) throws IOException {
        set(file, handler + ".formatter", format == LogFormat.JSON ? JSON : TEXT);
    }

    /** Changes a property that is there. */
    static void set(Path file, String name, String value) throws IOException {
        String prefix = name + "=";
        Files.write(file, Files.readAllLines(file).stream()
                .map(line -> line.startsWith(prefix) ? prefix + value : line).toList());
    }
}

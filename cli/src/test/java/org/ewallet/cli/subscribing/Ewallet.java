package org.ewallet.cli.subscribing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.Main;

/**
 * The command line, about one installation.
 *
 * @param directory its run directory
 */
record Ewallet(Path directory) {

    /** Runs a command and returns its exit status. */
    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--run-dir", directory.toString()));
        return Main.run(all.toArray(String[]::new));
    }

    /** Runs a command and returns what it prints, errors included. */
    String output(String... arguments) {
        PrintStream standardOutput = System.out;
        PrintStream standardError = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        try {
            run(arguments);
        } finally {
            System.setOut(standardOutput);
            System.setErr(standardError);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}

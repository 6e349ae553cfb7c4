package org.ewallet.cli;

import java.io.PrintStream;

/** Where progress is told: the terminal for people, anything else for tests. */
@FunctionalInterface
public interface Output {

    void line(String text);

    /** Every line at once on {@code stream}, so that progress is seen while it happens. */
    static Output to(PrintStream stream) {
        return text -> {
            stream.println(text);
            stream.flush();
        };
    }

    default void line(String format, Object... arguments) {
        line(String.format(format, arguments));
    }
}

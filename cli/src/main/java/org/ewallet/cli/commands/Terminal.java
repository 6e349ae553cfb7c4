package org.ewallet.cli.commands;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes for people what others wrote. */
final class Terminal {

    private Terminal() {
    }

    /** Text of several lines without characters that would tell the terminal what to do. */
    static String text(String foreign) {
        return foreign.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?");
    }

    /** The same on one line; "-" for nothing. */
    static String line(String foreign) {
        return foreign == null ? "-" : foreign.replaceAll("\\p{Cc}", "?");
    }

    /** To the second; "-" for nothing. */
    static String time(Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Columns as wide as what is in them; the first row has their names. All rows have as many cells. */
    static List<String> table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}

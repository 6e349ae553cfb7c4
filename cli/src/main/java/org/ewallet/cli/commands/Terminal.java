package org.ewallet.cli.commands;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Writes for people what others wrote. */
final class Terminal {

    /** An id of the contract fits in. */
    private static final int WIDEST = 64;

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

    /**
     * Columns as wide as what is in them, all but the last at most {@value #WIDEST}: longer cells are cut there. The first
     * row has their names. All rows have as many cells.
     */
    static List<String> table(List<List<String>> rows) {
        int last = rows.get(0).size() - 1;
        int[] widths = new int[last];
        rows.forEach(row -> {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], cut(row.get(i)).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                String cell = cut(row.get(i));
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            lines.add(line.append(row.get(last)).toString().stripTrailing());
        }
        return lines;
    }

    private static String cut(String cell) {
        return cell.length() > WIDEST ? cell.substring(0, WIDEST - 1) + "\u2026" : cell;
    }
}

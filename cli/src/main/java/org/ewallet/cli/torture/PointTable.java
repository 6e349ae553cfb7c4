package org.ewallet.cli.torture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which part was killed where, how often that was meant and how often it was so. */
final class PointTable {

    private final Map<String, int[]> rows = new TreeMap<>();

    /** @param hit whether the part died there, and not only somewhere near */
    void count(String part, String point, boolean hit) {
        int[] row = rows.computeIfAbsent("%-14s %s".formatted(part, point), name -> new int[2]);
        row[0]++;
        row[1] += hit ? 1 : 0;
    }

    /** How often a part died where it was meant to. */
    int hits() {
        return rows.values().stream().mapToInt(row -> row[1]).sum();
    }

    List<String> lines() {
        return Stream.concat(
                Stream.of("%-60s %6s %5s".formatted("%-14s %s".formatted("part", "killed"), "armed", "hit")),
                rows.entrySet().stream()
                        .map(row -> "%-60s %6d %5d".formatted(row.getKey(), row.getValue()[0], row.getValue()[1])))
                .collect(Collectors.toList());
    }

    /** For the file of figures: armed and hit by part and point. */
    Map<String, int[]> rows() {
        return rows;
    }
}

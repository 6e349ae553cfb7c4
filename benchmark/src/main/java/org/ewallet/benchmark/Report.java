package org.ewallet.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as a table for people and as JSON for programs. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "%-44s %10s %10s %7s %7s %9s  %s";
    private static final double WHOLE_FROM = 100;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    void add(Row row) {
        rows.add(row);
    }

    /** A line whose ratio is one of those that have a name. */
    void add(Measure measure, Row row) {
        rows.add(row);
        ratios.put(measure.toString(), row.ratio());
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT.formatted("what", "run 1", "run 2", "spread", "ratio", "target", "reached").stripTrailing());
        for (Row row : rows) {
            Boolean reached = row.isReached();
            String last = reached == null ? "" : reached ? "yes" : "MISSED";
            lines.add(FORMAT.formatted(row.unit().isEmpty() ? row.what() : row.what() + ", " + row.unit(),
                    run(row, 0), run(row, 1), row.spreadPercent() == null ? "" : number(row.spreadPercent()) + " %",
                    row.ratio() == null ? "" : ratio(row.ratio()), row.target() == null ? "" : row.target().toString(),
                    String.join("  ", last, row.note()).strip()).stripTrailing());
        }
        return lines;
    }

    /**
     * The ratios by name, and every line.
     *
     * @param about machine, settings and time, which come first
     */
    String json(Map<String, ?> about) {
        Map<String, Object> all = new LinkedHashMap<>(about);
        all.put("ratios", ratios);
        all.put("figures", rows.stream().map(Report::json).toList());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("figures that cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", row.what());
        json.put("unit", row.unit());
        json.put("runs", row.runs());
        json.put("spreadPercent", row.spreadPercent());
        json.put("ratio", row.ratio());
        json.put("target", row.target() == null ? null : row.target().toString());
        json.put("reached", row.isReached());
        json.put("note", row.note());
        return json;
    }

    private static String run(Row row, int index) {
        return index < row.runs().size() ? number(row.runs().get(index)) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= WHOLE_FROM ? "%.0f" : "%.1f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

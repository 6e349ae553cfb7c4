package org.ewallet.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query of PromQL names. Reads as much of the language as the queries of this project use; a word it does not know is
 * taken for a metric, so that nothing goes unnoticed.
 */
record PromQl(Map<String, Set<String>> metrics, Set<String> grouped) {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(\\(|\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

    /**
     * Reads a query.
     *
     * @return the metrics with the labels by which each is selected, and the labels by which results are grouped
     */
    static PromQl read(String query) {
        Set<String> grouped = new TreeSet<>();
        String plain = RANGE.matcher(TEXT.matcher(query).replaceAll("")).replaceAll("");
        Matcher grouping = GROUPING.matcher(plain);
        while (grouping.find()) {
            grouped.addAll(names(grouping.group(1)));
        }
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(GROUPING.matcher(plain).replaceAll(""));
        while (selector.find()) {
            boolean function = "(".equals(selector.group(2));
            if (!function && !OPERATORS.contains(selector.group(1))) {
                metrics.computeIfAbsent(selector.group(1), first -> new TreeSet<>()).addAll(labels(selector.group(3)));
            }
        }
        return new PromQl(metrics, grouped);
    }

    private static List<String> names(String list) {
        return Pattern.compile(",").splitAsStream(list).map(String::strip).toList();
    }

    private static List<String> labels(String matchers) {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(matchers == null ? "" : matchers);
        while (label.find()) {
            labels.add(label.group(1));
        }
        return labels;
    }

    /** The metrics of a process as it exposes them, each with its labels. */
    static Map<String, Set<String>> exposed(String text) {
        Map<String, Set<String>> metrics = new HashMap<>();
        for (String line : text.lines().filter(one -> !one.startsWith("#")).toList()) {
            metrics.putAll(read(line.substring(0, line.lastIndexOf(' '))).metrics());
        }
        return metrics;
    }
}

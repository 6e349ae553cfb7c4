package org.ewallet.web.document;

import java.util.Locale;

/**
 * What a reader would rather have, by the header {@code Accept}.
 *
 * @param json quality of a type of JSON, 0 to 1; 0 if none is named
 * @param yaml quality of any other type, 0 to 1
 */
record Preference(double json, double yaml) {

    /** Without the header, YAML. */
    static Preference of(String accept) {
        double json = 0;
        double yaml = 0;
        for (String range : (accept == null ? "*/*" : accept).toLowerCase(Locale.ROOT).split(",")) {
            String type = range.split(";", 2)[0].strip();
            if (type.endsWith("json")) {
                json = Math.max(json, quality(range));
            } else {
                yaml = Math.max(yaml, quality(range));
            }
        }
        return new Preference(json, yaml);
    }

    /** JSON only if it is named, and liked at least as well as all else. */
    boolean isForJson() {
        return json > 0 && json >= yaml;
    }

    private static double quality(String range) {
        for (String parameter : range.split(";")) {
            String text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}

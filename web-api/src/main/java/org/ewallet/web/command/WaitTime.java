package org.ewallet.web.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.contract.InvalidMessageException;

/** For how long a caller would wait for an outcome, as the query parameter {@code wait} says it. */
final class WaitTime {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})(ms|s)");

    private WaitTime() {
    }

    /**
     * Reads {@code 5s} or {@code 500ms}; without it, nobody waits.
     *
     * @throws InvalidMessageException if it has another form or is longer than 30 seconds
     */
    static Duration of(String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long number = Long.parseLong(form.group(1));
            Duration time = form.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            if (time.compareTo(LONGEST) <= 0) {
                return time;
            }
        }
        throw new InvalidMessageException("wait", "wait must be a time of at most " + LONGEST.toSeconds()
                + " seconds, such as 5s or 500ms");
    }
}

package org.ewallet.cli.commands;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.ewallet.cli.CliException;
import org.ewallet.contract.Destinations;

/**
 * From when on somebody wants the events of a topic.
 *
 * @param box the box for orders of the service that keeps them
 * @param from the first event is the first that happened then or later; null for all
 */
record Past(String box, Instant from) {

    private static final String BEGINNING = "beginning";

    /**
     * Reads what a person wrote.
     *
     * @throws CliException if that is no time, or one to come, or if nobody keeps the events of this topic
     */
    static Past of(String topic, String text, Instant now) {
        String box = Destinations.replays(topic).orElseThrow(() -> new CliException("Nobody here keeps the events of "
                + topic + ", which come from outside; without --from you get them from now on."));
        Instant from = text.equals(BEGINNING) ? null : instant(text);
        if (from != null && from.isAfter(now)) {
            throw new CliException("--from " + text + " is yet to come; it is " + now + " now.");
        }
        return new Past(box, from);
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T") ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new CliException("--from must be a time such as 2030-01-31T12:00:00Z or 2030-01-31T13:00:00+01:00, "
                    + "a day such as 2030-01-31 (it begins at 00:00 UTC), or beginning; it is " + text, e);
        }
    }
}

package org.ewallet.messaging;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.ewallet.contract.Message;
import org.ewallet.messaging.InvalidLetterException.Cause;

/** What became of the letters of one batch. */
final class Tally {

    /** The type of letters that a service has no use for: their senders choose it, so that there may be any number. */
    static final String OTHER_TYPE = "other";

    private final Map<String, Map<Fate, Long>> byType = new HashMap<>();
    private final Map<Cause, Long> invalid = new EnumMap<>(Cause.class);

    void count(Class<? extends Message> type, Fate fate) {
        count(type.getSimpleName(), fate);
    }

    void countIgnored() {
        count(OTHER_TYPE, Fate.IGNORED);
    }

    private void count(String type, Fate fate) {
        byType.computeIfAbsent(type, first -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
    }

    void countInvalid(Cause cause) {
        invalid.merge(cause, 1L, Long::sum);
    }

    /** How many letters came to which end, of all types. */
    Map<Fate, Long> fates() {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        byType.values().forEach(ofType -> ofType.forEach((fate, letters) -> fates.merge(fate, letters, Long::sum)));
        return fates;
    }

    /** The same by the short name of the type, {@value #OTHER_TYPE} for those of no use. */
    Map<String, Map<Fate, Long>> byType() {
        return byType;
    }

    /** How many letters were unreadable, and why. */
    Map<Cause, Long> invalid() {
        return invalid;
    }
}

package org.ewallet.cli.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one durable subscriber got of a topic: in order, each event once, and what is wrong with it. */
final class Topic {

    private final List<Told> events;
    private final List<String> findings = new ArrayList<>();
    private final int repeated;

    /** @param told as it came, doubles included */
    Topic(String name, List<Told> told) {
        Map<String, Told> byId = new LinkedHashMap<>();
        for (Told event : told) {
            Told first = byId.putIfAbsent(event.id(), event);
            if (first != null && !first.equals(event)) {
                findings.add(name + ": event " + event.id() + " came twice with different content");
            }
        }
        repeated = told.size() - byId.size();
        events = new ArrayList<>(byId.values());
        if (!events.isEmpty() && events.stream().allMatch(event -> event.sequence() != null)) {
            events.sort(Comparator.comparing(Told::sequence));
            requireNoGap(name);
        }
    }

    private void requireNoGap(String name) {
        for (int i = 1; i < events.size(); i++) {
            long before = events.get(i - 1).sequence();
            long number = events.get(i).sequence();
            if (number != before + 1) {
                findings.add(name + ": number " + number + " follows " + before);
            }
        }
    }

    /** Each once, in the order of their numbers or, if they have none, of their arrival. */
    List<Told> events() {
        return events;
    }

    /** How many came again with the same id. */
    int repeated() {
        return repeated;
    }

    List<String> findings() {
        return findings;
    }
}

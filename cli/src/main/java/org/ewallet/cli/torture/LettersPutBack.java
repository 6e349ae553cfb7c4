package org.ewallet.cli.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ewallet.cli.Installation;
import org.ewallet.messaging.operations.Act;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterAside;
import org.ewallet.messaging.operations.LetterSelection;

/**
 * The invalid letters and the records of what operators did with them, when nothing is under way. A letter that was put
 * back has been refused again since: it lies there under a new id of JMS.
 *
 * @param letters in the boxes for invalid ones
 * @param acts the records, the newest last
 */
record LettersPutBack(List<LetterAside> letters, List<Act> acts) {

    static LettersPutBack now(Installation installation) {
        return installation.atOperatorDesk(desk -> new LettersPutBack(
                desk.letters(LetterSelection.all(Aside.INVALID), Integer.MAX_VALUE),
                desk.acts(Aside.INVALID, Integer.MAX_VALUE)));
    }

    /** How many letters were put back since then. */
    int since(LettersPutBack before) {
        return came(before).size();
    }

    /** What is wrong, if letters were put back since then and nothing else: each is to be there once, and so its record. */
    List<String> findings(LettersPutBack before) {
        List<String> findings = new ArrayList<>();
        compare(contents(before.letters), contents(letters), "was there %d times and is there %d times", findings);
        if (acts.size() < before.acts.size() || !acts.subList(0, before.acts.size()).equals(before.acts)) {
            findings.add("of " + before.acts.size() + " records some are not what they were");
        } else {
            compare(count(came(before).stream().map(letter -> letter.box() + " " + letter.letterId())),
                    count(acts.stream().skip(before.acts.size()).map(act -> act.box() + " " + act.letterId())),
                    "was put back %d times, and is recorded %d times", findings);
        }
        return findings;
    }

    private List<LetterAside> came(LettersPutBack before) {
        Set<String> known = before.letters.stream().map(LetterAside::messageId).collect(Collectors.toSet());
        return letters.stream().filter(letter -> !known.contains(letter.messageId())).toList();
    }

    private static Map<String, Long> contents(List<LetterAside> letters) {
        return count(letters.stream()
                .map(letter -> letter.box() + " " + letter.letterId() + " " + letter.type() + " " + letter.body()));
    }

    private static Map<String, Long> count(Stream<String> things) {
        return things.collect(Collectors.groupingBy(thing -> thing, TreeMap::new, Collectors.counting()));
    }

    private static void compare(Map<String, Long> one, Map<String, Long> other, String difference,
            List<String> findings) {
        Set<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        for (String thing : all) {
            long times = one.getOrDefault(thing, 0L);
            long otherTimes = other.getOrDefault(thing, 0L);
            if (times != otherTimes) {
                findings.add(thing + " " + difference.formatted(times, otherTimes));
            }
        }
    }
}

package org.ewallet.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.ewallet.messaging.WaitingLetters.Head;

/**
 * Keeps the order of letters that touch the same: while one waits for another try, later ones stand in line behind it and
 * come again after it. Letters that touch nothing of that are not held up.
 */
final class WaitingLine {

    private static final Logger LOG = Logger.getLogger(WaitingLine.class.getName());

    /** A follower comes this much later than the letter it follows. */
    private static final Duration BEHIND = Duration.ofMillis(100);

    /** How soon it looks again if that letter should have come already: it may lie deeper in the box. */
    private static final Duration OVERDUE = Duration.ofSeconds(1);

    /** A letter that has not come this long after its time and this many looks is not there any more. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);
    private static final int LOST_AFTER_WAITS = 10;

    private final LetterBox box;
    private final LetterService service;
    private final WaitingLetters waiting;
    private final Clock clock;

    WaitingLine(LetterBox box, LetterService service, WaitingLetters waiting, Clock clock) {
        this.box = box;
        this.service = service;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** The line as a batch of letters finds it, looked up for all of them at once. */
    Place lookAt(List<Received<?>> letters) {
        Map<Received<?>, Set<String>> subjects = new IdentityHashMap<>();
        letters.forEach(letter -> subjects.put(letter, service.subjects(letter)));
        Set<String> all = new HashSet<>();
        subjects.values().forEach(all::addAll);
        return new Place(subjects, all.isEmpty() ? new HashMap<>() : waiting.heads(box.queue(), all),
                waiting.places(box.queue(), letters.stream().map(Received::key).toList()));
    }

    /** Where the letters of a batch stand. */
    final class Place {

        private final Map<Received<?>, Set<String>> subjects;
        private final Map<String, Head> heads;
        private final Map<String, Long> places;

        private Place(Map<Received<?>, Set<String>> subjects, Map<String, Head> heads, Map<String, Long> places) {
            this.subjects = subjects;
            this.heads = heads;
            this.places = places;
        }

        /**
         * Puts a letter behind those that wait for something it touches.
         *
         * @return false if there are none, and the letter is to be handled
         */
        boolean putBehind(Message message, Received<?> letter, JMSContext jms) {
            Optional<Head> head = headOf(letter);
            try {
                int waits = Postponement.number(message, LetterCopy.WAITS);
                Instant now = clock.instant();
                while (head.isPresent() && waits >= LOST_AFTER_WAITS
                        && now.isAfter(head.get().dueAt().plus(LOST_AFTER))) {
                    forget(head.get());
                    head = headOf(letter);
                }
                if (head.isEmpty()) {
                    return false;
                }
                Duration delay = now.isBefore(head.get().dueAt())
                        ? Duration.between(now, head.get().dueAt()).plus(BEHIND) : OVERDUE;
                Head own = waiting.join(box.queue(), letter.key(), subjects.get(letter), now.plus(delay));
                places.put(letter.key(), own.place());
                subjects.get(letter).forEach(subject -> heads.merge(subject, own,
                        (one, other) -> one.place() <= other.place() ? one : other));
                new LetterCopy(message, jms, box.senders()).with(LetterCopy.WAITS, waits + 1)
                        .sendAgain(box.destination(jms), delay);
                return true;
            } catch (JMSException e) {
                throw JmsErrors.unchecked(e);
            }
        }

        /**
         * The earliest of those that stand before a letter. One that stands in line itself waits for earlier ones only,
         * also where it has learned just now what else it touches: otherwise two might wait for each other.
         */
        private Optional<Head> headOf(Received<?> letter) {
            long own = places.getOrDefault(letter.key(), Long.MAX_VALUE);
            return subjects.get(letter).stream().map(heads::get)
                    .filter(head -> head != null && head.place() < own)
                    .min(Comparator.comparingLong(Head::place));
        }

        private void forget(Head lost) {
            LOG.warning(() -> "letter " + lost.letterKey() + " of " + box.queue() + " should have come again long ago;"
                    + " those behind it wait no longer");
            waiting.leave(box.queue(), Set.of(lost.letterKey()));
            Set<String> orphaned = new HashSet<>();
            heads.forEach((subject, head) -> {
                if (head.place() == lost.place()) {
                    orphaned.add(subject);
                }
            });
            heads.keySet().removeAll(orphaned);
            heads.putAll(waiting.heads(box.queue(), orphaned));
        }
    }
}

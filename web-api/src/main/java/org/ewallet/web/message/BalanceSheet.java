package org.ewallet.web.message;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ewallet.contract.BoxBalance;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.MessageBalance;
import org.ewallet.web.service.CountedLetters;

/**
 * Tells whether every accepted letter is accounted for, while letters move. Broker and databases cannot be read at one
 * instant, and a transaction commits in one a moment before the other. A reading counts if nothing moved while it was
 * taken; what most of these say is true. A difference of a moment is in few of them, one that stays in all.
 */
final class BalanceSheet {

    private static final int ENOUGH_WITHOUT_DIFFERENCE = 2;
    private static final int ENOUGH_WITH_DIFFERENCE = 5;

    private final Supplier<CountedLetters> counts;
    private final Function<String, BoxDepth> depths;
    private final Clock clock;
    private final Runnable pause;
    private final Duration patience;

    /**
     * @param counts of all services
     * @param depths of a box at the broker
     * @param pause between two readings
     * @param patience how long to look before a difference is called one
     */
    BalanceSheet(Supplier<CountedLetters> counts, Function<String, BoxDepth> depths, Clock clock, Runnable pause,
            Duration patience) {
        this.counts = counts;
        this.depths = depths;
        this.clock = clock;
        this.pause = pause;
        this.patience = patience;
    }

    MessageBalance of(List<String> boxes) {
        Map<String, Readings> all = new LinkedHashMap<>();
        boxes.forEach(box -> all.put(box, new Readings()));
        var end = clock.instant().plus(patience);
        read(all);
        while (!all.values().stream().allMatch(Readings::suffice) && clock.instant().isBefore(end)) {
            pause.run();
            read(all);
        }
        return MessageBalance.of(clock.instant(), all.values().stream().map(Readings::verdict).toList());
    }

    private void read(Map<String, Readings> all) {
        CountedLetters before = counts.get();
        Map<String, BoxDepth> depth = new HashMap<>();
        all.keySet().forEach(box -> depth.put(box, depths.apply(box)));
        CountedLetters after = counts.get();
        Map<String, LetterCount> countsBefore = byBox(before);
        Map<String, LetterCount> countsAfter = byBox(after);
        all.forEach((box, readings) -> {
            String silent = after.silent().getOrDefault(box, before.silent().get(box));
            if (silent != null) {
                readings.addSilent(line(box, depth.get(box), silent));
            } else {
                LetterCount count = countsAfter.getOrDefault(box, none(box));
                boolean still = depth.get(box).still() && count.equals(countsBefore.getOrDefault(box, none(box)));
                readings.add(line(count, depth.get(box)), still);
            }
        });
    }

    private static Map<String, LetterCount> byBox(CountedLetters counted) {
        return counted.counts().stream().collect(Collectors.toMap(LetterCount::box, Function.identity()));
    }

    private static LetterCount none(String box) {
        return new LetterCount(box, 0, 0, 0, 0, 0, 0);
    }

    private static BoxBalance line(LetterCount count, BoxDepth depth) {
        long accepted = count.accepted() + depth.receipts();
        long missing = accepted - count.ended() - depth.expired() - depth.letters() - depth.dead() - depth.invalid()
                - depth.takenOut();
        return new BoxBalance(count.box(), accepted, count.completed(), count.rejected(), count.repeated(),
                count.expired() + depth.expired(), depth.letters() - depth.delayed(), depth.delayed(), depth.dead(),
                depth.invalid(), depth.takenOut(), missing, missing == 0, depth.oldestMillis(), null);
    }

    /** Of a service that does not answer only what lies at the broker is known. */
    private static BoxBalance line(String box, BoxDepth depth, String reason) {
        return new BoxBalance(box, null, null, null, null, null, depth.letters() - depth.delayed(), depth.delayed(),
                depth.dead(), depth.invalid(), depth.takenOut(), null, null, depth.oldestMillis(), reason);
    }

    /** The readings of one box. */
    private static final class Readings {

        private final List<BoxBalance> still = new ArrayList<>();
        private BoxBalance last;
        private boolean silent;

        void add(BoxBalance reading, boolean isStill) {
            last = reading;
            silent = false;
            if (isStill) {
                still.add(reading);
            }
        }

        void addSilent(BoxBalance reading) {
            last = reading;
            silent = true;
        }

        /** Whether nothing is to be gained by more of them. */
        boolean suffice() {
            return silent || addUp();
        }

        private boolean addUp() {
            return still.stream().filter(BoxBalance::addsUp).count() >= ENOUGH_WITHOUT_DIFFERENCE;
        }

        BoxBalance verdict() {
            if (silent) {
                return last;
            }
            Map<Long, List<BoxBalance>> byDifference =
                    still.stream().collect(Collectors.groupingBy(BoxBalance::missing));
            return byDifference.entrySet().stream()
                    .filter(same -> isEnough(same.getKey(), same.getValue().size()))
                    .findFirst()
                    .map(same -> same.getValue().get(same.getValue().size() - 1))
                    .orElseGet(() -> undecided(last));
        }

        private boolean isEnough(long difference, int readings) {
            return difference == 0 ? readings >= ENOUGH_WITHOUT_DIFFERENCE
                    : !addUp() && readings >= ENOUGH_WITH_DIFFERENCE && 2 * readings > still.size();
        }

        private static BoxBalance undecided(BoxBalance box) {
            return new BoxBalance(box.address(), box.accepted(), box.completed(), box.rejected(), box.repeated(),
                    box.expired(), box.waiting(), box.delayed(), box.dead(), box.invalid(), box.takenOut(), null, null,
                    box.oldestWaitingMillis(), "too much in motion to tell");
        }
    }
}

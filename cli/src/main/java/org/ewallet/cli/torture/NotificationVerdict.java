package org.ewallet.cli.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ewallet.cli.torture.NotificationLetters.Expected;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationAttempts.Result;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Status;

/** Compares what the service says of its notifications with what the providers took. */
final class NotificationVerdict {

    private static final int MANY = 2;

    private final NotificationEvidence evidence;
    private final Map<String, Expected> expected = new HashMap<>();
    private final List<NotificationView> once = new ArrayList<>();
    private final List<NotificationView> atLeastOnce = new ArrayList<>();
    /** The types of the events that tell of a notification, by its id. */
    private final Map<String, List<String>> events = new HashMap<>();

    NotificationVerdict(NotificationEvidence evidence) {
        this.evidence = evidence;
        evidence.expected().forEach(one -> expected.put(one.letterId(), one));
        new Topic(Destinations.NOTIFICATION_EVENTS, evidence.events()).events().forEach(event -> events
                .computeIfAbsent(event.data().path("notificationId").asText(), unseen -> new ArrayList<>())
                .add(event.type()));
        for (NotificationView view : evidence.views()) {
            Expected one = expected.get(view.commandId());
            if (one != null) {
                (one.atMostOnce() ? once : atLeastOnce).add(view);
            }
        }
    }

    /** How many notifications are in which state, and how often they were taken. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("%-14s %-9s %8s %10s %8s %10s".formatted("", "state", "letters", "taken: 0", "once", "more often"));
        addRows(lines, "at most once", once);
        addRows(lines, "at least once", atLeastOnce);
        return lines;
    }

    List<Inspection.Line> lines() {
        return List.of(
                oneEach(),
                line("none is still to be sent", evidence.views(), this::unfinished),
                line("at most once: no SMS was taken twice", once, this::doubled),
                line("at most once: SENT was taken, REFUSED was not", once, this::misstated),
                line("at least once: no e-mail is lost", atLeastOnce, this::lost),
                line("at least once: each copy has an attempt UNKNOWN", atLeastOnce, this::unexplained),
                line("refused are those whom the provider refuses", evidence.views(), this::wronglyRefused),
                line("one event tells of each state", evidence.views(), this::mistold));
    }

    private void addRows(List<String> lines, String name, List<NotificationView> views) {
        Map<Status, int[]> counts = new EnumMap<>(Status.class);
        views.forEach(view -> counts.computeIfAbsent(view.status(), unseen -> new int[MANY + 1])
                [Math.min(evidence.taken(view), MANY)]++);
        counts.forEach((status, taken) -> lines.add("%-14s %-9s %8d %10d %8d %10d".formatted(name, status,
                taken[0] + taken[1] + taken[MANY], taken[0], taken[1], taken[MANY])));
    }

    private Inspection.Line oneEach() {
        Map<String, Integer> found = new HashMap<>();
        evidence.views().forEach(view -> found.merge(String.valueOf(view.commandId()), 1, Integer::sum));
        List<String> findings = new ArrayList<>();
        expected.keySet().stream().filter(letter -> found.getOrDefault(letter, 0) != 1)
                .forEach(letter -> findings.add(letter + " has " + found.getOrDefault(letter, 0) + " notifications"));
        found.keySet().stream().filter(letter -> !expected.containsKey(letter))
                .forEach(letter -> findings.add("there is a notification for " + letter + ", which nobody sent"));
        return new Inspection.Line("each letter has one notification", evidence.views().size() + " notifications",
                findings);
    }

    /** @param fault what is wrong with a notification; empty if nothing is */
    private static Inspection.Line line(String what, List<NotificationView> views,
            Function<NotificationView, String> fault) {
        List<String> findings = new ArrayList<>();
        for (NotificationView view : views) {
            String found = fault.apply(view);
            if (!found.isEmpty()) {
                findings.add(view.id() + " (" + view.commandId() + "): " + found);
            }
        }
        return new Inspection.Line(what, views.size() + " notifications", findings);
    }

    private String unfinished(NotificationView view) {
        return view.status() == Status.PENDING ? "PENDING after " + view.attempts() + " attempts" : "";
    }

    private String doubled(NotificationView view) {
        return evidence.taken(view) > 1 ? "taken " + evidence.taken(view) + " times" : "";
    }

    private String misstated(NotificationView view) {
        int taken = evidence.taken(view);
        boolean agrees = switch (view.status()) {
            case SENT -> taken == 1;
            case REFUSED, EXPIRED -> taken == 0;
            case UNKNOWN, PENDING -> true;
        };
        return agrees ? "" : view.status() + ", and taken " + taken + " times";
    }

    private String lost(NotificationView view) {
        boolean refused = evidence.refusedForGood().contains(view.to());
        return !refused && (evidence.taken(view) == 0 || view.status() != Status.SENT)
                ? view.status() + ", and taken " + evidence.taken(view) + " times" : "";
    }

    private String unexplained(NotificationView view) {
        int taken = evidence.taken(view);
        if (taken < MANY) {
            return "";
        }
        List<Attempt> attempts = evidence.attempts().getOrDefault(view.id(), List.of());
        long unknown = attempts.stream().filter(attempt -> attempt.result() == Result.UNKNOWN).count();
        return taken > unknown + 1 ? "taken " + taken + " times, " + unknown + " attempts are UNKNOWN" : "";
    }

    /** One that was in doubt before the provider refused it stays UNKNOWN. */
    private String wronglyRefused(NotificationView view) {
        boolean refused = evidence.refusedForGood().contains(view.to());
        boolean agrees = switch (view.status()) {
            case REFUSED -> refused;
            case SENT, EXPIRED -> !refused;
            case UNKNOWN, PENDING -> true;
        };
        return agrees ? "" : view.status() + (refused ? ", though" : ", and not because") + " the provider refuses it";
    }

    private String mistold(NotificationView view) {
        String channel = view.channel() == NotificationView.Channel.EMAIL ? "Email" : "Sms";
        String due = switch (view.status()) {
            case SENT -> channel + "Sent";
            case REFUSED, EXPIRED -> channel + "Failed";
            case UNKNOWN, PENDING -> "";
        };
        String told = String.join(" and ", events.getOrDefault(view.id(), List.of()));
        return told.equals(due) ? "" : view.status() + " is told by " + (told.isEmpty() ? "nothing" : told);
    }
}

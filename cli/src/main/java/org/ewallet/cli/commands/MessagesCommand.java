package org.ewallet.cli.commands;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.contract.BoxBalance;
import org.ewallet.contract.Codec;
import org.ewallet.contract.MessageBalance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "messages", description = "Shows what became of all letters; fails if one is missing.")
public final class MessagesCommand implements Callable<Integer> {

    private static final String PATH = "/api/messages/balance";

    /** The server looks for ten seconds before it tells of a difference. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String COLUMNS = "%-22s %10s %10s %8s %8s %8s %8s %8s %6s %7s %8s %8s %8s";

    private static final int ALL_THERE = 0;
    private static final int NOT_ALL_THERE = 1;

    @Mixin
    private Place place;

    @Override
    public Integer call() {
        MessageBalance balance = place.started().webApi().find(PATH, LIMIT)
                .map(json -> Codec.read(json, MessageBalance.class))
                .orElseThrow(() -> new CliException("What runs there is older than this command and has no balance of "
                        + "letters. Start the new one: ./ewallet down, then ./ewallet up"));
        Output output = Output.to(System.out);
        output.line(COLUMNS, "BOX", "ACCEPTED", "DONE", "REJECTED", "REPEATED", "EXPIRED", "WAITING", "DELAYED", "DEAD",
                "INVALID", "TAKENOUT", "MISSING", "OLDEST");
        balance.boxes().forEach(box -> output.line(COLUMNS, box.address(), known(box.accepted()),
                known(box.completed()), known(box.rejected()), known(box.repeated()), known(box.expired()), box.waiting(), box.delayed(),
                box.dead(), box.invalid(), box.takenOut(), known(box.missing()), age(box.oldestWaitingMillis())));
        if (Boolean.TRUE.equals(balance.addsUp())) {
            output.line("All letters are accounted for.");
            return ALL_THERE;
        }
        balance.boxes().stream().filter(box -> !Boolean.TRUE.equals(box.addsUp()))
                .forEach(box -> output.line(verdict(box)));
        return NOT_ALL_THERE;
    }

    private static String verdict(BoxBalance box) {
        if (box.missing() == null) {
            return box.address() + ": " + box.reason() + ". Ask again.";
        }
        return box.missing() > 0
                ? box.address() + ": " + box.missing() + " accepted and nowhere to be found. "
                        + "Somebody took them out of the queue, or they were lost."
                : box.address() + ": " + -box.missing() + " more than were ever accepted.";
    }

    private static String known(Long count) {
        return count == null ? "?" : count.toString();
    }

    private static String age(Long millis) {
        if (millis == null) {
            return "-";
        }
        Duration age = Duration.ofMillis(Math.max(0, millis));
        return age.toHours() > 0
                ? String.format(Locale.ROOT, "%dh%02dm", age.toHours(), age.toMinutesPart())
                : String.format(Locale.ROOT, "%dm%02ds", age.toMinutes(), age.toSecondsPart());
    }
}

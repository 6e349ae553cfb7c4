package org.ewallet.cli.commands;

import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.messaging.operations.LetterAside;
import org.ewallet.messaging.operations.LetterSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "show", description = "Shows one of them with all that is known of it, or one line for each of many.")
final class AsideShowCommand implements Runnable {

    @ParentCommand
    private AsideCommand parent;

    @Mixin
    private Place place;

    @Parameters(paramLabel = "ID", arity = "0..1",
            description = "The letter with this id: the sender's (cloudEvents_id) or that of JMS (ID:...).")
    private String id;

    @Option(names = "--box", paramLabel = "BOX", description = "Those of one box, such as wallet.commands.")
    private String box;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Those of one cause, as list shows it.")
    private String cause;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public void run() {
        if (limit < 1) {
            throw new CliException("--limit must be 1 or more.");
        }
        List<LetterAside> letters = place.started().atOperatorDesk(
                desk -> desk.letters(new LetterSelection(parent.aside(), box, cause, id), limit));
        Output output = Output.to(System.out);
        if (letters.isEmpty()) {
            if (id != null) {
                throw new CliException("There is no such letter among the " + parent.letters() + ".");
            }
            output.line("There are no " + parent.letters() + (box == null && cause == null ? "." : " of this kind."));
        } else if (id == null) {
            tellAll(letters, output);
        } else {
            letters.forEach(letter -> tell(letter, output));
        }
    }

    private void tellAll(List<LetterAside> letters, Output output) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ID", "BOX", "TYPE", "CAUSE", "ATTEMPTS", "SINCE"));
        letters.forEach(letter -> rows.add(List.of(
                Terminal.line(letter.letterId() == null ? letter.messageId() : letter.letterId()), letter.box(),
                Terminal.line(letter.type()), Terminal.line(letter.cause()),
                letter.attempts() == null ? "-" : letter.attempts().toString(), Terminal.time(letter.putAsideAt()))));
        Terminal.table(rows).forEach(output::line);
        if (letters.size() == limit) {
            output.line("There may be more: see --limit.");
        }
    }

    private static void tell(LetterAside letter, Output output) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("box", letter.box()));
        add(rows, "id", letter.letterId());
        add(rows, "id of JMS", letter.messageId());
        add(rows, "type", letter.type());
        add(rows, "cause", letter.cause());
        add(rows, "detail", letter.detail());
        add(rows, "attempts", letter.attempts() == null ? null : letter.attempts().toString());
        add(rows, "first failed", letter.firstFailedAt());
        add(rows, "last failed", letter.lastFailedAt());
        add(rows, "put aside", letter.putAsideAt() == null ? null : letter.putAsideAt().toString());
        letter.headers().forEach((name, value) -> add(rows, name, value));
        Terminal.table(rows).forEach(output::line);
        output.line("");
        output.line(letter.body() == null ? "(no body)" : Terminal.text(letter.body()));
        if (letter.bodyFormat() == LetterAside.BodyFormat.BASE64) {
            output.line("(bytes, in Base64)");
        }
        output.line("");
    }

    private static void add(List<List<String>> rows, String name, String value) {
        if (value != null) {
            rows.add(List.of(Terminal.line(name), Terminal.line(value)));
        }
    }
}

package org.ewallet.cli.commands;

import org.ewallet.cli.CliException;
import org.ewallet.messaging.operations.Aside;
import org.ewallet.messaging.operations.LetterSelection;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which letters an order is about; it has to be said, so that none is given by accident. */
final class WhichLetters {

    @Parameters(paramLabel = "ID", arity = "0..1",
            description = "The letter with this id: the sender's (cloudEvents_id) or that of JMS (ID:...).")
    private String id;

    @Option(names = "--box", paramLabel = "BOX", description = "Those of one box, such as wallet.commands.")
    private String box;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Those of one cause, as list shows it.")
    private String cause;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    LetterSelection of(Aside aside) {
        boolean some = id != null || box != null || cause != null;
        if (some == all) {
            throw new CliException("Say which letters: an ID, or --box and --cause (or one of them), or --all.");
        }
        return new LetterSelection(aside, box, cause, id);
    }

    /** Whether it is about one letter, which should be there. */
    boolean isOne() {
        return id != null;
    }
}

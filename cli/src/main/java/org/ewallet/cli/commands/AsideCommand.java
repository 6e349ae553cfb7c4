package org.ewallet.cli.commands;

import java.util.Locale;
import org.ewallet.messaging.operations.Aside;

/** A command about letters that were put aside; its subcommands ask it for which kind. */
interface AsideCommand {

    Aside aside();

    /** What to type. */
    default String command() {
        return "./ewallet " + word();
    }

    /** Such as "dead letters". */
    default String letters() {
        return word() + " letters";
    }

    /** The same of a number of letters. */
    default String letters(long number) {
        return number + " " + word() + (number == 1 ? " letter" : " letters");
    }

    private String word() {
        return aside().name().toLowerCase(Locale.ROOT);
    }
}

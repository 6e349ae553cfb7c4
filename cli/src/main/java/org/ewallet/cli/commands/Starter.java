package org.ewallet.cli.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Secrets;
import org.ewallet.cli.Settings;
import org.ewallet.cli.State;
import org.ewallet.cli.parts.Part;

/** What {@code up} and {@code demo} have in common. */
final class Starter {

    /** Long enough to look around. */
    private static final Duration SIGNED_IN = Duration.ofHours(8);

    private Starter() {
    }

    /** Starts what is missing, with the settings the installation has or gets now. */
    static Installation start(Place place, StartOptions options, Set<PartName> parts, Output output) {
        RunDirectory run = place.run();
        Settings base = State.in(run).settings().orElse(Settings.DEFAULT);
        Installation installation = Installation.of(place.distribution(), run, options.applyTo(base));
        long start = System.nanoTime();
        output.line("Starting E-Wallet in %s (%s, %s)", run.path(), installation.settings().server(),
                installation.settings().database());
        if (parts.isEmpty()) {
            installation.start(output);
        } else {
            installation.start(parts, output);
        }
        output.line(String.format(Locale.ROOT, "Ready after %.1f s.", (System.nanoTime() - start) / 1e9));
        return installation;
    }

    /** Where to look now, and how to stop. */
    static void tellAddresses(Place place, Installation installation, Output output) {
        output.line("");
        for (Part part : installation.parts()) {
            List<String> addresses = new ArrayList<>(part.addresses());
            output.line("  %-14s %s", part.name(), addresses.remove(0));
            addresses.forEach(address -> output.line("  %-14s %s", "", address));
        }
        output.line("");
        output.line("  Queues: open the broker's console, log in as %s (password: %s in", BrokerUser.OPERATOR.login(),
                Secrets.key(BrokerUser.OPERATOR));
        output.line("  %s), click Artemis, then the tab Queues.", installation.run().secretsFile());
        output.line("  The page for people: %s/ (tokens to sign in with: ./ewallet token)", page(installation));
        output.line("  Stop everything: " + place.downCommand());
    }

    /** Links that sign some people in at the page. */
    static void tellSignIns(Installation installation, Stream<String> names, Output output) {
        names.forEach(name -> {
            output.line("");
            output.line("  Open the page as %s:", name);
            output.line("  %s/#/token=%s", page(installation), installation.tokens().of(name, SIGNED_IN));
        });
    }

    private static String page(Installation installation) {
        return installation.settings().webRoot();
    }
}

package org.ewallet.cli.commands;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.ewallet.cli.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(name = "token", description = {"Prints a token for the web API, signed with the key of this installation:",
    "curl -H \"Authorization: Bearer $(./ewallet token --as johny)\" ..."})
public final class TokenCommand implements Runnable {

    @Mixin
    private Place place;

    @Option(names = "--as", paramLabel = "NAME", required = true, description = {
        "operator, auditor or sender: who has the role of that name;",
        "any other name: the person with that id."})
    private String name;

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "8h", converter = Lifetime.class,
            description = "How long it is good, such as 90s, 30m or 8h (default).")
    private Duration lifetime;

    @Override
    public void run() {
        System.out.println(place.started().tokens().of(name, lifetime));
    }

    static final class Lifetime implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                Duration lifetime = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
                if (!lifetime.isNegative() && !lifetime.isZero()) {
                    return lifetime;
                }
            } catch (DateTimeParseException e) {
                // The same answer as to none at all.
            }
            throw new TypeConversionException("must be a time such as 90s, 30m or 8h, not " + text);
        }
    }
}

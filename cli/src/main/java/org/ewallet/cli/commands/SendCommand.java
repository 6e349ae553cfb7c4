package org.ewallet.cli.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Output;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.contract.MessageTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "send", description = "Puts one letter into its box; does not wait for what becomes of it.")
public final class SendCommand implements Runnable {

    private static final String ID = "[A-Za-z0-9._-]{1,64}";

    @Mixin
    private Place place;

    @Parameters(paramLabel = "TYPE", description = "Such as RegisterPerson or TransferFunds.")
    private String type;

    @Option(names = "--data", paramLabel = "JSON", required = true,
            description = "Such as '{\"walletId\":\"johny.EUR\",\"amountMinor\":1250,\"currency\":\"EUR\"}'.")
    private String data;

    @Option(names = "--id", paramLabel = "ID",
            description = "The idempotency key. Default: a new one. The same letter again has no further effect.")
    private String id;

    @Override
    public void run() {
        String name = MessageTypes.shortName(type);
        if (Letter.box(name).isEmpty()) {
            throw new CliException("There is no command " + type + ". There are: "
                    + Letter.commands().collect(Collectors.joining(", ")) + ".");
        }
        if (id != null && !id.matches(ID)) {
            throw new CliException("The id must have 1 to 64 of the characters A-Z a-z 0-9 . _ -; it is " + id);
        }
        requireJsonObject();
        Letter letter = new Letter(id == null ? Letter.newId() : id, name, data);
        try (LetterSender sender = place.started().sender()) {
            String box = sender.send(letter);
            Output output = Output.to(System.out);
            output.line("%s -> %s", letter.id(), box);
        }
    }

    private void requireJsonObject() {
        try {
            if (new ObjectMapper().readTree(data).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw new CliException("--data is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new CliException("--data must be a JSON object, such as '{\"walletId\":\"johny.EUR\"}'.");
    }
}

package org.ewallet.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.web.problem.FieldError;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * A letter that its box will be able to read.
 *
 * @param id chosen by the sender
 * @param box the queue it belongs to
 * @param type the CloudEvents type
 * @param data the JSON object as the sender wrote it, with fields that only a newer recipient may know
 */
record DroppedLetter(String id, String box, String type, String data) {

    private static final Map<String, MessageTypes<? extends Command>> BOXES = Map.of(
            Destinations.ACCOUNT_COMMANDS, MessageTypes.of(AccountCommand.class),
            Destinations.WALLET_COMMANDS, MessageTypes.of(WalletCommand.class),
            Destinations.NOTIFICATION_COMMANDS, MessageTypes.of(NotificationCommand.class));

    /**
     * Reads {@code {"type": "TransferFunds", "data": {...}}}.
     *
     * @throws InvalidMessageException if the body has not this form or the type is unknown
     * @throws ProblemException of status 422 if the data breaks the contract of its type
     */
    static DroppedLetter read(String id, byte[] body) {
        JsonNode letter = Codec.readTree(utf8(body));
        String type = MessageTypes.shortName(type(letter));
        JsonNode data = letter.path("data");
        for (var box : BOXES.entrySet()) {
            var command = box.getValue().find(type);
            if (command.isPresent()) {
                requireValid(data, command.get());
                return new DroppedLetter(id, box.getKey(), MessageTypes.typeOf(command.get()), data.toString());
            }
        }
        throw new InvalidMessageException("type", "type must be one of " + BOXES.values().stream()
                .flatMap(types -> types.names().stream()).sorted().collect(Collectors.joining(", ")));
    }

    /** The data, as its recipient will read it. */
    Command command() {
        return Codec.read(data, BOXES.get(box).find(type).orElseThrow());
    }

    private static void requireValid(JsonNode data, Class<? extends Command> command) {
        if (!data.isObject()) {
            throw new InvalidMessageException("data", "data must be a JSON object");
        }
        List<FieldError> errors = BadFields.of((ObjectNode) data, command);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidData(errors));
        }
    }

    private static String type(JsonNode letter) {
        if (!letter.path("type").isTextual()) {
            throw new InvalidMessageException("type", "type must be the name of a command, such as TransferFunds");
        }
        return letter.path("type").textValue();
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidMessageException("", "the body must be JSON in UTF-8");
        }
    }
}

package org.ewallet.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Command;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.web.problem.FieldError;

/**
 * Every field of a command's data that is wrong. The contract names the first; with something in its place that is right, it
 * names the next.
 */
final class BadFields {

    /** Of which every field of every command takes one. */
    private static final List<JsonNode> FILLERS = List.of(JsonNodeFactory.instance.nullNode(), text("x"),
            JsonNodeFactory.instance.numberNode(1), text("EUR"), text("a@example.org"), text("+491701234567"));

    private BadFields() {
    }

    /** None if the data is right. */
    static List<FieldError> of(ObjectNode data, Class<? extends Command> command) {
        ObjectNode tried = data.deepCopy();
        Map<String, FieldError> errors = new LinkedHashMap<>();
        for (Optional<InvalidMessageException> error = error(tried, command);
                error.isPresent() && !errors.containsKey(error.get().field()); error = error(tried, command)) {
            String field = error.get().field();
            errors.put(field, new FieldError(field.isEmpty() ? "data" : "data." + field, error.get().getMessage()));
            fill(tried, field, command);
        }
        return List.copyOf(errors.values());
    }

    private static void fill(ObjectNode data, String field, Class<? extends Command> command) {
        for (JsonNode filler : FILLERS) {
            data.set(field, filler);
            if (error(data, command).filter(error -> error.field().equals(field)).isEmpty()) {
                return;
            }
        }
    }

    private static Optional<InvalidMessageException> error(JsonNode data, Class<? extends Command> command) {
        try {
            Codec.read(data, command);
            return Optional.empty();
        } catch (InvalidMessageException e) {
            return Optional.of(e);
        }
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}

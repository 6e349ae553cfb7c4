package org.ewallet.web.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.ewallet.contract.Codec;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.MessageTypes;
import org.ewallet.messaging.Letter;

/**
 * The {@code data} of a server-sent event.
 *
 * @param type short name of the event
 * @param time when it happened
 * @param correlationId the id of the command that began the story
 * @param data as the topic carries it
 */
record LiveEvent(String type, Instant time, String correlationId, JsonNode data) {

    /**
     * @throws InvalidMessageException if the data is no JSON
     */
    static LiveEvent of(Letter letter) {
        return new LiveEvent(MessageTypes.shortName(letter.envelope().type()), letter.envelope().time(),
                letter.envelope().correlationId(), Codec.readTree(letter.data()));
    }

    /** As the stream has it. The JSON has no line breaks of its own. */
    byte[] toServerSentEvent(String id) {
        return ("id: " + id + "\nevent: " + type + "\ndata: " + Codec.write(this) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}

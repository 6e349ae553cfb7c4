package org.ewallet.cli.clients;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import org.ewallet.contract.MessageTypes;

/** The attributes of CloudEvents 1.0 in binary mode: string properties of the message. */
final class CloudEvent {

    private static final String PREFIX = "cloudEvents_";

    private CloudEvent() {
    }

    static void write(Message message, Letter letter, String source) throws JMSException {
        message.setStringProperty(PREFIX + "specversion", "1.0");
        message.setStringProperty(PREFIX + "id", letter.id());
        message.setStringProperty(PREFIX + "type", MessageTypes.TYPE_PREFIX + MessageTypes.shortName(letter.type()));
        message.setStringProperty(PREFIX + "source", source);
        message.setStringProperty(PREFIX + "time", Instant.now().toString());
        message.setStringProperty(PREFIX + "datacontenttype", "application/json");
    }
}

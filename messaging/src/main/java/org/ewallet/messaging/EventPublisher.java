package org.ewallet.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Event;
import org.ewallet.contract.MessageTypes;

/**
 * Publishes the events of one service in the caller's transaction: what is published is collected, then numbered, sent and
 * kept in the {@link EventLog} in one go.
 */
public final class EventPublisher {

    private final JMSContext jms;
    private final Topic topic;
    private final String source;
    private final Clock clock;
    private final EventLog log;
    private final List<Letter> events = new ArrayList<>();

    /**
     * @param topic the service's; whoever publishes often asks the broker for it only once
     * @param source the CloudEvents source
     */
    public EventPublisher(Topic topic, String source, Clock clock, EventLog log, JMSContext jms) {
        this.topic = topic;
        this.source = source;
        this.clock = clock;
        this.log = log;
        this.jms = jms;
    }

    /** Publishes what a letter caused. */
    public void publish(Event event, Received<?> cause) {
        publish(event, cause.envelope().correlationId(), cause.envelope().id(), cause.envelope().traceparent());
    }

    /**
     * Publishes an event.
     *
     * @param correlationId the command that began the story; may be null: the event begins it
     * @param causationId the letter that caused it; may be null
     * @param traceparent W3C trace context; may be null
     */
    public void publish(Event event, String correlationId, String causationId, String traceparent) {
        Envelope envelope = new Envelope(Ids.next(), MessageTypes.typeOf(event.getClass()), source, clock.instant(), null,
                correlationId, causationId, traceparent, null);
        events.add(new Letter(envelope, Codec.write(event)));
    }

    /**
     * Sends what was published; to be called once, when all is locked that the transaction changes. The broker takes the
     * events while this transaction goes on.
     */
    public void send() {
        if (events.isEmpty()) {
            return;
        }
        long first = log.number(events.size());
        JMSProducer producer = jms.createProducer();
        long sequence = first;
        for (Letter event : events) {
            producer.send(topic, CloudEvents.writeEvent(jms, event, sequence++));
        }
        log.append(first, events);
    }
}

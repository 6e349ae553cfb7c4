package org.ewallet.messaging;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Topic;
import java.time.Clock;
import org.ewallet.contract.Codec;
import org.ewallet.contract.Envelope;
import org.ewallet.contract.Event;
import org.ewallet.contract.MessageTypes;

/** Publishes the events of one service in the caller's transaction. */
public final class EventPublisher {

    private final JMSContext jms;
    private final JMSProducer producer;
    private final Topic topic;
    private final String source;
    private final Clock clock;

    EventPublisher(LetterBox box, Clock clock, JMSContext jms) {
        this(box.topic(), box.source(), clock, jms);
    }

    /**
     * @param topic the service's topic
     * @param source the CloudEvents source
     */
    public EventPublisher(String topic, String source, Clock clock, JMSContext jms) {
        this.jms = jms;
        this.producer = jms.createProducer();
        this.topic = jms.createTopic(topic);
        this.source = source;
        this.clock = clock;
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
        producer.send(topic, CloudEvents.write(jms, new Letter(envelope, Codec.write(event))));
    }
}

package org.ewallet.web.command;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.ewallet.contract.Envelope;
import org.ewallet.messaging.CloudEvents;
import org.ewallet.messaging.Letter;
import org.ewallet.messaging.Sender;
import org.ewallet.messaging.Tracing;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Puts letters into their boxes, as the front door, which says for whom it speaks. */
@ApplicationScoped
public class LetterDrop {

    private static final String SOURCE = "ewallet/web-api";
    private static final String TRACEPARENT = "traceparent";

    @Resource(lookup = "jms/ewallet-frontdoor")
    private ConnectionFactory connections;

    @Inject
    private HttpServletRequest request;

    @Inject
    @FrontDoorClock
    private Clock clock;

    /**
     * Returns when the broker has the letter on disk: a persistent send waits for that, unless it is part of a
     * transaction.
     *
     * @param sender whom the front door speaks for
     * @throws ProblemException of status 503 if the broker does not take it
     */
    public void put(DroppedLetter letter, Sender sender) {
        Envelope envelope = new Envelope(letter.id(), letter.type(), SOURCE, clock.instant(), null, letter.id(), null,
                Tracing.traceparent(request.getHeader(TRACEPARENT)), null);
        try (JMSContext jms = connections.createContext()) {
            TextMessage message = CloudEvents.write(jms, new Letter(envelope, letter.data()), sender);
            jms.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT).send(jms.createQueue(letter.box()), message);
        } catch (JMSRuntimeException e) {
            throw new ProblemException(Problem.unavailable("the broker does not take letters now; send it again"), e);
        }
    }
}

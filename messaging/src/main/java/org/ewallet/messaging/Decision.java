package org.ewallet.messaging;

import java.util.List;
import org.ewallet.contract.Event;
import org.ewallet.contract.Outcome;

/**
 * What a service answers to a letter, after it changed its tables accordingly.
 *
 * @param outcome stored for ever under the letter's key
 * @param events published on the service's topic, in this order
 */
public record Decision(Outcome outcome, List<Event> events) {

    public Decision(Outcome outcome, Event... events) {
        this(outcome, List.of(events));
    }
}

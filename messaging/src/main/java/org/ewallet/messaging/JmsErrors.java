package org.ewallet.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/** Turns the checked exceptions of JMS messages into those of {@code JMSContext}. */
final class JmsErrors {

    private JmsErrors() {
    }

    static JMSRuntimeException unchecked(JMSException e) {
        return new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
}

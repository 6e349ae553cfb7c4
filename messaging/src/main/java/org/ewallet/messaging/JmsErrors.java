package org.ewallet.messaging;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;

/** Turns the checked exceptions of JMS messages into those of {@code JMSContext}. */
public final class JmsErrors {

    private JmsErrors() {
    }

    public static JMSRuntimeException unchecked(JMSException e) {
        return e instanceof JMSSecurityException
                ? new JMSSecurityRuntimeException(e.getMessage(), e.getErrorCode(), e)
                : new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
}

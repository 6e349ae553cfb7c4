package org.ewallet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/**
 * Tells the dispatcher of this process that a transaction which stored notifications has committed. Nothing is lost
 * when it stays silent: the dispatcher also looks by itself.
 */
@ApplicationScoped
public class Doorbell {

    private volatile Runnable answer = () -> { };

    /** A transaction stored notifications; they can be seen by others when it has committed. */
    record NotificationsStored() {
    }

    /** Says who answers from now on. */
    void answeredBy(Runnable listener) {
        answer = listener;
    }

    void ring(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationsStored stored) {
        answer.run();
    }
}

package org.ewallet.notification;

import org.ewallet.contract.notification.NotificationEvent;

/** Publishes the service's own events, in the transaction that is under way. */
@FunctionalInterface
interface Publisher {

    /** Publishes what became of a notification, as a consequence of the letter that caused it. */
    void publish(NotificationEvent event, Cause cause);
}

package org.ewallet.notification;

import java.util.List;
import org.ewallet.contract.notification.NotificationEvent;

/** Publishes the service's own events, in the transaction that is under way. */
@FunctionalInterface
interface Publisher {

    /**
     * Publishes what became of notifications; the last thing in a transaction.
     *
     * @param news may be empty
     */
    void publish(List<News> news);

    /**
     * What became of a notification.
     *
     * @param cause the letter that caused the notification, and so the event
     */
    record News(NotificationEvent event, Cause cause) {
    }
}

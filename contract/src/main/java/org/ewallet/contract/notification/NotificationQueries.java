package org.ewallet.contract.notification;

import java.util.Optional;

/** What can be asked of the notification service. Changes nothing. */
public interface NotificationQueries {

    /**
     * Notifications, newest first.
     *
     * @param personId only those of this person; may be null
     * @param commandId only those that this letter caused; may be null
     * @param cursor the {@code nextCursor} of the page before; null for the first page
     * @throws org.ewallet.contract.InvalidMessageException if the cursor is none of ours
     */
    NotificationPage notifications(String personId, String commandId, String cursor);

    Optional<NotificationView> notification(String id);

    /** The attempts at sending a notification; empty if there is no such notification. */
    Optional<NotificationAttempts> attempts(String id);
}

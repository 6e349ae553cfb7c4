package org.ewallet.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.ewallet.contract.Outcome;
import org.ewallet.contract.notification.NotificationView.Status;
import org.ewallet.messaging.DatabaseException;
import org.ewallet.messaging.Decision;
import org.ewallet.messaging.Received;

/** Stores what letters caused, in the transaction of the letters. */
final class Intake {

    private final DataSource dataSource;
    private final Runnable stored;

    /**
     * @param stored called in the transaction after notifications were stored; they are to be sent once it has
     *     committed
     */
    Intake(DataSource dataSource, Runnable stored) {
        this.dataSource = dataSource;
        this.stored = stored;
    }

    void remember(List<Contact> contacts, Received<?> latest) {
        if (!contacts.isEmpty()) {
            inStore(store -> store.remember(contacts, latest.receivedAt()));
        }
    }

    /** Stores one notification per letter, and answers each with its id. */
    List<Decision> accept(List<? extends Received<?>> letters, List<Notification> notifications) {
        inStore(store -> store.insert(notifications));
        stored.run();
        List<Decision> decisions = new ArrayList<>(letters.size());
        for (int i = 0; i < letters.size(); i++) {
            Received<?> letter = letters.get(i);
            decisions.add(new Decision(new Outcome(letter.envelope().id(), letter.message().getClass().getSimpleName(),
                    Outcome.Status.COMPLETED, null, "accepted for delivery", letter.receivedAt(),
                    Map.of("notificationId", notifications.get(i).id(), "status", Status.PENDING.name()))));
        }
        return decisions;
    }

    private void inStore(Consumer<NotificationStore> work) {
        try (Connection connection = dataSource.getConnection()) {
            work.accept(new NotificationStore(connection));
        } catch (SQLException e) {
            throw new DatabaseException("no connection to the database of the notification service", e);
        }
    }
}

package org.ewallet.notification;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;
import javax.sql.DataSource;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.notification.NotificationView;

/** Reads what was sent and what is to be sent, outside of any transaction. */
@Stateless
@Local(NotificationQueries.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationQueriesBean implements NotificationQueries {

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @Override
    public NotificationPage notifications(String personId, String commandId, String cursor) {
        return new NotificationReader(dataSource).notifications(personId, commandId, cursor);
    }

    @Override
    public Optional<NotificationView> notification(String id) {
        return new NotificationReader(dataSource).notification(id);
    }

    @Override
    public Optional<NotificationAttempts> attempts(String id) {
        return new NotificationReader(dataSource).attempts(id);
    }
}

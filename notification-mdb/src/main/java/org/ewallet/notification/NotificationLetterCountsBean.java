package org.ewallet.notification;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import javax.sql.DataSource;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.LetterCount;
import org.ewallet.contract.LetterCountQueries;
import org.ewallet.messaging.LetterCounts;

/** Reads how many letters came to which end in the boxes of the notification service, outside of any transaction. */
@Stateless
@Local(LetterCountQueries.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationLetterCountsBean implements LetterCountQueries {

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @Override
    public String commandBox() {
        return Destinations.NOTIFICATION_COMMANDS;
    }

    @Override
    public List<LetterCount> letterCounts() {
        return new LetterCounts(dataSource).all();
    }
}

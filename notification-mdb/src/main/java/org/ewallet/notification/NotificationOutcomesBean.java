package org.ewallet.notification;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ewallet.contract.Command;
import org.ewallet.contract.KnownOutcome;
import org.ewallet.contract.OutcomeQueries;
import org.ewallet.messaging.OutcomeStore;

/** Reads what became of the letters to the notification service, outside of any transaction. */
@Stateless
@Local(OutcomeQueries.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationOutcomesBean implements OutcomeQueries {

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @Override
    public Optional<KnownOutcome> outcomeOf(String commandId) {
        return new OutcomeStore(dataSource).known(commandId);
    }

    @Override
    public List<String> differences(String commandId, Command command, String sentBy) {
        return new OutcomeStore(dataSource).differences(commandId, command, sentBy);
    }
}

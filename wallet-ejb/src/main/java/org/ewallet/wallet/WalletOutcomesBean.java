package org.ewallet.wallet;

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

/** Answers what became of the letters that the wallet service handled. */
@Stateless
@Local(OutcomeQueries.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WalletOutcomesBean implements OutcomeQueries {

    @Resource(lookup = "jdbc/ewallet-wallet")
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

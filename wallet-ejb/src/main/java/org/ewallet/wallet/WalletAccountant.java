package org.ewallet.wallet;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.jms.ConnectionFactory;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Accountant;
import org.ewallet.messaging.LetterCounts;

/** Every five seconds, lets the {@link Accountant} count what the broker noted of {@code wallet.commands}. */
@Singleton
@Startup
@DependsOn("WalletSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WalletAccountant {

    @Resource(lookup = "jms/ewallet-wallet")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Resource
    private UserTransaction transaction;

    private ScheduledFuture<?> counting;

    @PostConstruct
    void start() {
        counting = new Accountant(Destinations.WALLET_COMMANDS, connections, new LetterCounts(dataSource))
                .start(executor, this::inTransaction);
    }

    @PreDestroy
    void stop() {
        counting.cancel(false);
    }

    private boolean inTransaction(BooleanSupplier work) throws Exception {
        transaction.begin();
        try {
            boolean more = work.getAsBoolean();
            transaction.commit();
            return more;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }
}

package org.ewallet.account.person;

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
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Accountant;
import org.ewallet.messaging.LetterCounts;

/** Every five seconds, lets the {@link Accountant} count what the broker noted of {@code account.commands}. */
@Singleton
@Startup
@DependsOn("AccountSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AccountAccountant {

    private static final Logger LOG = Logger.getLogger(AccountAccountant.class.getName());

    private static final long COUNT_EVERY_SECONDS = 5;

    @Resource(lookup = "jms/ewallet-account")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-account")
    private DataSource dataSource;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Resource
    private UserTransaction transaction;

    private Accountant accountant;

    private ScheduledFuture<?> counting;

    private boolean failed;

    @PostConstruct
    void start() {
        accountant = new Accountant(Destinations.ACCOUNT_COMMANDS, connections, new LetterCounts(dataSource));
        counting = executor.scheduleWithFixedDelay(this::countAll, COUNT_EVERY_SECONDS, COUNT_EVERY_SECONDS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        counting.cancel(false);
    }

    /** A failure is told when it begins, not every time. */
    private void countAll() {
        try {
            boolean more = true;
            while (more) {
                more = count();
            }
            failed = false;
        } catch (Exception e) {
            LOG.log(failed ? Level.FINE : Level.WARNING, "receipts could not be counted, this is tried again", e);
            failed = true;
        }
    }

    private boolean count() throws Exception {
        transaction.begin();
        try {
            boolean more = accountant.count();
            transaction.commit();
            return more;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }
}

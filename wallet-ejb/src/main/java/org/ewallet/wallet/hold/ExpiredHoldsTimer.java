package org.ewallet.wallet.hold;

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
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks for expired holds four times a second, so that {@code HoldExpired} follows within a second. Not by
 * {@code @Schedule}, which cannot look more often than once.
 */
@Singleton
@Startup
@DependsOn("WalletSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ExpiredHoldsTimer {

    private static final Logger LOG = Logger.getLogger(ExpiredHoldsTimer.class.getName());

    private static final long LOOK_EVERY_MILLIS = 250;

    @Resource
    private ManagedScheduledExecutorService executor;

    @Resource
    private UserTransaction transaction;

    @Inject
    private ExpiredHolds expiredHolds;

    private ScheduledFuture<?> looking;

    private boolean failed;

    @PostConstruct
    void start() {
        looking = executor.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        looking.cancel(false);
    }

    /** A transaction is only begun when there is something to do. A failure is told when it begins, not every time. */
    private void look() {
        try {
            List<String> due = expiredHolds.due();
            if (!due.isEmpty()) {
                close(due);
            }
            failed = false;
        } catch (Exception e) {
            LOG.log(failed ? Level.FINE : Level.WARNING, "expired holds could not be closed, this is tried again", e);
            failed = true;
        }
    }

    private void close(List<String> due) throws Exception {
        transaction.begin();
        try {
            expiredHolds.close(due);
            transaction.commit();
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }
}

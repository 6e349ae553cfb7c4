package org.ewallet.wallet.hold;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks for expired holds every second, so that {@code HoldExpired} follows within a second. */
@Singleton
@Startup
@DependsOn("WalletSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ExpiredHoldsTimer {

    private static final Logger LOG = Logger.getLogger(ExpiredHoldsTimer.class.getName());

    private final AtomicBoolean running = new AtomicBoolean();

    @Resource
    private UserTransaction transaction;

    @Inject
    private ExpiredHolds expiredHolds;

    /** One tick; a transaction is only begun when there is something to do. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            List<String> due = expiredHolds.due();
            if (!due.isEmpty()) {
                close(due);
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "expired holds could not be closed, next try in a second", e);
        } finally {
            running.set(false);
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

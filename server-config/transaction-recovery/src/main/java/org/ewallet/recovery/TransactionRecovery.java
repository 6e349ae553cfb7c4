package org.ewallet.recovery;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the server's recovery as soon as the application's resources are there and broker and database answer. Until it
 * has run, no distributed transaction begins. Later it looks every few seconds for transactions that could not be finished
 * because broker or database died in the middle.
 */
public class TransactionRecovery implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(TransactionRecovery.class.getName());

    private static final long LOOK_EVERY_SECONDS = 2;

    @Resource
    private ManagedScheduledExecutorService executor;

    private final Neighbours neighbours = Neighbours.of(System.getenv());
    private final PayaraRecovery payara = new PayaraRecovery();
    private ScheduledFuture<?> looking;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        looking = executor.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        looking.cancel(false);
    }

    private void look() {
        try {
            if (payara.hasWork() && neighbours.answer()) {
                payara.recover();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "transactions of a crash could not be finished, this is tried again", e);
        }
    }
}

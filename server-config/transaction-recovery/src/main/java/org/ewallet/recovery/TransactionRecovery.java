package org.ewallet.recovery;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the server's recovery as soon as the application's resources are there and broker and database answer. Until it
 * has run, no distributed transaction begins. Later it looks every few seconds for transactions that could not be finished
 * because broker or database died in the middle.
 *
 * <p>It has a thread of its own: those of the server's executor may all be waiting for it, in a transaction that they want
 * to begin.
 */
public class TransactionRecovery implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(TransactionRecovery.class.getName());

    private static final long LOOK_EVERY_SECONDS = 2;

    @Resource
    private ManagedThreadFactory threads;

    private final Neighbours neighbours = Neighbours.of(System.getenv());
    private final PayaraRecovery payara = new PayaraRecovery();
    private ScheduledExecutorService executor;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        executor = Executors.newSingleThreadScheduledExecutor(threads);
        executor.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        executor.shutdownNow();
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

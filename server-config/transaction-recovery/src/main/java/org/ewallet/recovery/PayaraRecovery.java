package org.ewallet.recovery;

import java.util.logging.Logger;
import org.glassfish.hk2.api.ServiceLocator;

/**
 * Payara's own recovery. It runs when its service is first asked for, which the server would do by itself after
 * {@code recover-txn-delay}; transactions that fail to commit later are kept by it and finished on demand. All by name:
 * Payara does not publish the classes for compiling.
 */
final class PayaraRecovery {

    private static final Logger LOG = Logger.getLogger(PayaraRecovery.class.getName());

    private static final String MANAGER = "com.sun.enterprise.transaction.api.ResourceRecoveryManager";
    private static final String TRANSACTIONS = "com.sun.jts.CosTransactions.RecoveryManager";

    private Object manager;

    /** Whether the first run is still to come, or transactions have been left unfinished since. */
    boolean hasWork() throws ReflectiveOperationException {
        return manager == null || (Boolean) manager.getClass().getClassLoader().loadClass(TRANSACTIONS)
                .getMethod("isIncompleteTxRecoveryRequired").invoke(null);
    }

    void recover() throws ReflectiveOperationException {
        if (manager == null) {
            manager = firstRun();
            LOG.info("transactions of an earlier run are finished");
        } else {
            manager.getClass().getMethod("recoverIncompleteTx", boolean.class, String.class)
                    .invoke(manager, false, null);
        }
    }

    private static Object firstRun() throws ReflectiveOperationException {
        Object services = server("org.glassfish.internal.api.Globals").getMethod("getDefaultHabitat").invoke(null);
        return ((ServiceLocator) services).getService(server(MANAGER));
    }

    private static Class<?> server(String name) throws ClassNotFoundException {
        return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
    }
}

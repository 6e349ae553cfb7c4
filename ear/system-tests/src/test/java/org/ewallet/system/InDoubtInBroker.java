package org.ewallet.system;

import org.ewallet.cli.Installation;
import org.ewallet.cli.clients.BrokerManagement;

/** What the broker tells. H2 is a part of the service's own process and cannot be asked from outside. */
final class InDoubtInBroker implements InDoubt {

    private static final int QUESTIONS = 2_000;

    private final BrokerManagement broker;

    InDoubtInBroker(Installation installation) {
        broker = installation.management();
    }

    @Override
    public int count() {
        return broker.preparedTransactions().size();
    }

    @Override
    public void await() {
        for (int i = 0; i < QUESTIONS && count() == 0; i++) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}

package org.ewallet.system;

import java.time.Duration;
import org.ewallet.cli.Database;
import org.ewallet.cli.Installation;

/** The transactions of the wallet service that are prepared and neither committed nor rolled back. */
interface InDoubt extends AutoCloseable {

    /** How long a commit under way may take to become visible to us, and then is over. */
    Duration LONGER_THAN_A_COMMIT = Duration.ofMillis(100);

    static InDoubt of(Installation installation) {
        return installation.settings().database() == Database.POSTGRESQL
                ? new InDoubtInPostgreSql(installation) : new InDoubtInBroker(installation);
    }

    int count();

    /** Returns as soon as there is one, or after a while without. */
    void await();

    /** Whether there is one still, after the time that a commit which is under way would take. */
    default boolean staysPositive() {
        long end = System.nanoTime() + LONGER_THAN_A_COMMIT.toNanos();
        while (System.nanoTime() < end) {
            if (count() == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    void close();
}

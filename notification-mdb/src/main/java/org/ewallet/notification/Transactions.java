package org.ewallet.notification;

import java.sql.Connection;
import java.util.function.Function;

/** Begins transactions on the service's database. */
@FunctionalInterface
interface Transactions {

    /**
     * Runs work in a new transaction, which commits when the work returns and rolls back when it throws. What the work
     * publishes belongs to the transaction.
     *
     * @param work gets a connection that is closed after it
     */
    <T> T call(Function<Connection, T> work);
}

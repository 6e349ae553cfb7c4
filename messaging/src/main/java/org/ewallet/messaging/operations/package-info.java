/**
 * What operators do with letters that were put aside: look at them, put them back, discard them.
 *
 * <p>Invariants: a letter leaves its {@code .dead} or {@code .invalid} box, comes into its own box again and is noted in
 * {@code operations.acts} in one transaction of the broker, so that a crash leaves all of it or nothing; a letter that is
 * put back keeps its id, and whoever receives it knows by that whether it has acted before.
 *
 * <p>Decisions: plain JMS with the operator's own login, so that the broker decides who may, and so that it works while no
 * service runs; records are letters, because nothing else can be in the broker's transaction.
 */
package org.ewallet.messaging.operations;

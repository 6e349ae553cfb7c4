/**
 * The core that all features share: wallets, holds, the ledger and the working set of a batch.
 *
 * <p>Invariants: every movement is two entries that sum to zero; entries are only ever inserted; a wallet changes only
 * while its row is locked; the rows of a batch are locked in one statement in the order of ids, so that two batches cannot
 * wait for each other in a circle.
 *
 * <p>Time in the tables is kept in microseconds since 1970-01-01T00:00Z: one integer that both databases sort, index and
 * compare alike, whatever the time zone of a session.
 */
package org.ewallet.wallet.ledger;

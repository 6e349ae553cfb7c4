/**
 * Finishes what a crash left between the two phases of a commit. Payara does so once, a fixed time after its start, and
 * forgets what it cannot reach then; here it waits for broker and database, and is asked again as long as something is left.
 */
package org.ewallet.recovery;

/**
 * Money reserved for somebody and captured later, in one or several parts.
 *
 * <p>Invariants: what is captured never exceeds what was held; a hold that is over by the clock counts as over at once,
 * though it is closed, and the event published, up to a second later.
 */
package org.ewallet.wallet.hold;

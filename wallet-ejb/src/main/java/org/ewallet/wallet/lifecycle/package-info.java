/**
 * A wallet's life: opened, blocked, unblocked, closed, by command or because of what happened to its owner.
 *
 * <p>Invariants: a closed wallet stays closed; the block of a ban and the block of a command are kept apart, so that
 * lifting one leaves the other.
 */
package org.ewallet.wallet.lifecycle;

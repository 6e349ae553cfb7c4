/**
 * The balance sheet of letters: what the broker accepted, against what became of it.
 *
 * <p>Invariants: reads only, and takes no lock that a letter would wait for; a difference is told only if it stays.
 */
package org.ewallet.web.message;

/**
 * Commands over HTTP: the letter drop for callers without JMS, and what became of a letter.
 *
 * <p>Invariants: 202 is answered only when the broker has the letter on disk; a letter that the recipient could never
 * read is refused here, so that its sender hears of it, and so is one whose id is known to be another letter's; the
 * recipient is never waited for. Whoever repeats a letter changes nothing: the recipient knows its id. Nobody who waits for
 * an outcome takes a thread.
 */
package org.ewallet.web.command;

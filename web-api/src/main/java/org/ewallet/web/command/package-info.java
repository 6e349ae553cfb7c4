/**
 * Commands over HTTP: the letter drop for callers without JMS, and what became of a letter.
 *
 * <p>Invariants: 202 is answered only when the broker has the letter on disk; a letter that the recipient could never
 * read is refused here, so that its sender hears of it; the recipient is neither asked nor waited for. Whoever repeats
 * a letter changes nothing: the recipient knows its id.
 */
package org.ewallet.web.command;

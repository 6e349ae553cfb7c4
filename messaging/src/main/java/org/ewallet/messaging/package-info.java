/**
 * How a letter is received once, answered, retried and published. Plain Java over JMS, JDBC and the APIs of
 * MicroProfile Metrics and OpenTelemetry: every service brings its own connections, and the transaction is always the
 * caller's.
 *
 * <p>Invariants: one transaction holds the letter, its effect, its outcome and its events; a letter is never dropped
 * without an effect, an outcome or a copy in another box; nothing here sleeps.
 */
package org.ewallet.messaging;

/**
 * E-mail over SMTP with Jakarta Mail: one connection per message, plain text.
 *
 * <p>Invariant: what comes from outside never becomes a header line. A copy of a message has its Message-ID.
 */
package org.ewallet.notification.email;

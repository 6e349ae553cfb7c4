/**
 * E-mail over SMTP with Jakarta Mail: encrypted if so configured, over connections that are used again, plain text or
 * plain text and HTML.
 *
 * <p>Invariants: what comes from outside never becomes a header line. A copy of a message has its Message-ID. Before a
 * connection is used again its server is asked whether it is still there, and a mail whose content the server never
 * asked for is known not to be sent: using a connection again makes no mail unknown that would not have been.
 */
package org.ewallet.notification.email;

/**
 * The outside world of the demo: a mail server (SMTP) and an SMS centre (SMPP 3.4) that deliver nothing, keep what they
 * were given in memory, and show it on a web page. A development helper; it is in no WAR and no EAR.
 */
package org.ewallet.cli.mailbox;

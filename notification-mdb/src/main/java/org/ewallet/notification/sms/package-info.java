/**
 * SMS over SMPP 3.4 with jSMPP: one session as transmitter, bound when the first message needs it, kept alive by
 * enquire links, bound anew after it broke.
 *
 * <p>Decision: a text that does not fit into one message goes out as one {@code submit_sm} with a {@code
 * message_payload}, which the message centre cuts into parts. So there is one answer per SMS; parts of our own could
 * be half accepted, and a retry would then deliver some of them twice.
 */
package org.ewallet.notification.sms;

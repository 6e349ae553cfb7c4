/**
 * SMS, over SMPP 3.4 with jSMPP or as JSON over HTTP.
 *
 * <p>SMPP: one session as transceiver, bound when the first message needs it, kept alive by enquire links, bound anew
 * by the next message after it broke. Several messages may be under way on it at once, up to the window.
 *
 * <p>Invariants: nothing is called FAILED of which a part was taken; a receipt is acknowledged after it is stored; no
 * password and no token is ever part of a text for people.
 *
 * <p>Decisions: a text that does not fit into one message is cut into parts here, because not every message centre cuts
 * a {@code message_payload}; where it does, the setting {@code long} hands the text over at once, so that there is one
 * answer. The parts of one notification carry the same reference, also when they are sent again: a phone that has some
 * of them already completes the message.
 */
package org.ewallet.notification.sms;

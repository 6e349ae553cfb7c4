/**
 * The notification service: letters and events become notifications, notifications become e-mails and SMS, and what
 * became of each is remembered.
 *
 * <p>Sending is not transactional, so the service writes before it acts. A letter or event only stores a row, PENDING,
 * in its transaction. The {@link org.ewallet.notification.Dispatcher} of its channel then records the intent in a short
 * transaction, hands the message to a provider outside of any, and records what came of it together with the event that
 * tells. Which provider is asked, and who is asked after it, is up to {@link org.ewallet.notification.Providers}.
 * Only the middle step cannot be undone or repeated at will; what is known about it afterwards is the attempt's
 * result.
 *
 * <p>Invariants: one notification per letter; no hand-over without a recorded attempt; no hand-over after the time to
 * live; in an attempt, no other provider after one that may have taken the message; a notification whose last attempt
 * has no result is never taken for sent nor for unsent.
 *
 * <p>Decisions: plain JDBC, because every statement here is one row or one batch and {@code skip locked} is at the
 * heart of it. The text is made from the letter when it is sent, not when it arrives, because it needs the contact,
 * and an event may overtake the {@code PersonRegistered} that brings it: the notification then waits for its contact,
 * for a week at most, while failing the letter instead would hold up its neighbours and end in the dead box for every
 * wallet owner that was never registered.
 */
package org.ewallet.notification;

/**
 * Who is registered, and who is banned.
 *
 * <p>Ways in: {@link AccountCommandListener} (queue), {@link PersonQueries} and {@link AccountOutcomes} (reading). A
 * letter goes from the listener through the inbox to {@link AccountLetters}, to the handler of its type, to {@link
 * PersonRules}.
 *
 * <p>Invariants: an id is registered at most once, for ever; an event is published exactly when a person's row changed;
 * the rows of a batch stay locked, in the order of their ids, until its transaction ends.
 *
 * <p>Decisions: banning a banned person and reinstating one who is not banned are completed and change nothing, so that
 * a sender need not know the state. Wallets and e-mails are other services' reactions to the events.
 */
package org.ewallet.account.person;

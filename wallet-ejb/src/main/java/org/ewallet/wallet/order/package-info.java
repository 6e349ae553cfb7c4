/**
 * Payment of orders that shops outside this project announce.
 *
 * <p>Invariant: an order is paid or refused once; its number is the key of the letter, whatever the event's id.
 */
package org.ewallet.wallet.order;

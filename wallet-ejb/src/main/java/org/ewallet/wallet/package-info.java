/**
 * The wallet service: the only module that may change money.
 *
 * <p>Ways in: {@link org.ewallet.wallet.WalletCommandListener} (queue), {@link org.ewallet.wallet.AccountEventSubscriber}
 * and {@link org.ewallet.wallet.OrderEventSubscriber} (topics), and the query beans. A letter goes from its listener through
 * the inbox to {@link org.ewallet.wallet.WalletService}, which loads and locks what the batch needs and hands each letter
 * to the {@link org.ewallet.wallet.ledger.LetterHandler} of its type: one feature folder each.
 */
package org.ewallet.wallet;

/** Money between two wallets, and the way back, once. */
package org.ewallet.wallet.transfer;

/** Money that enters and leaves the system, through the settlement account of its currency. */
package org.ewallet.wallet.cash;

/** Wallets over HTTP: what they are, what they hold, what moved. Amounts in minor units. */
package org.ewallet.web.wallet;

/** Letters, events and views of the wallet service: the only service that may change money. */
package org.ewallet.contract.wallet;

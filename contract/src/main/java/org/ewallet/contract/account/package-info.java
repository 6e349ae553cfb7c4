/** Letters, events and views of the account service: who is registered, and who is banned. */
package org.ewallet.contract.account;

/** What shops outside this project publish. */
package org.ewallet.contract.order;

/** Letters, events and views of the notification service: e-mail and SMS. */
package org.ewallet.contract.notification;

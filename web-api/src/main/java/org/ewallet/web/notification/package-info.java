/** Notifications over HTTP: what was sent to whom, and what became of it. */
package org.ewallet.web.notification;

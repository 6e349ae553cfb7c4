/**
 * Where the answers come from: the services deployed with this WAR, or in another process over HTTP.
 *
 * <p>Decisions: the deployment decides, not the code. A bean that is there is asked; only the notification service may
 * be elsewhere ({@code ewallet.notification.url}), because that is the one that is stopped and moved. Its absence is
 * told within seconds and touches no other query.
 */
package org.ewallet.web.service;

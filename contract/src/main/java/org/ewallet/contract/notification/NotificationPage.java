package org.ewallet.contract.notification;

import java.util.List;

/**
 * A page of notifications, newest first.
 *
 * @param nextCursor asks for the next page; null on the last one
 */
public record NotificationPage(List<NotificationView> notifications, String nextCursor) {
}

package org.ewallet.contract.notification;

import org.ewallet.contract.Event;

/** Published on {@code notification.events}. */
public sealed interface NotificationEvent extends Event permits EmailSent, EmailFailed, SmsSent, SmsFailed {
}

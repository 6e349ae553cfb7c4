package org.ewallet.contract.notification;

import org.ewallet.contract.Command;

/** A letter for the box {@code notification.commands}. */
public sealed interface NotificationCommand extends Command permits SendEmail, SendSms {
}

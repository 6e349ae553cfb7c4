package org.ewallet.notification.email;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.notification.ReceiptListener;
import org.ewallet.notification.Sender;
import org.ewallet.notification.SenderType;

/** E-mail through a mail server. */
@Dependent
public class Smtp implements SenderType {

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String name() {
        return "smtp";
    }

    /** Mail servers tell nothing later. */
    @Override
    public Sender open(Config config, String prefix, ReceiptListener receipts) {
        return new EmailSender(SmtpSettings.of(config, prefix));
    }
}

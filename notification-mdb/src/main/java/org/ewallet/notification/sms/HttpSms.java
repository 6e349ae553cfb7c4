package org.ewallet.notification.sms;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.notification.ReceiptListener;
import org.ewallet.notification.Sender;
import org.ewallet.notification.SenderType;

/** SMS through a provider that takes them as JSON over HTTP. */
@Dependent
public class HttpSms implements SenderType {

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public String name() {
        return "http";
    }

    /** Such providers tell nothing later. */
    @Override
    public Sender open(Config config, String prefix, ReceiptListener receipts) {
        return new HttpSmsSender(HttpSmsSettings.of(config, prefix));
    }
}

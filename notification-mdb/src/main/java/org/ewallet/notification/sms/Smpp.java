package org.ewallet.notification.sms;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.notification.ReceiptListener;
import org.ewallet.notification.Sender;
import org.ewallet.notification.SenderType;

/** SMS through a message centre that speaks SMPP 3.4. */
@Dependent
public class Smpp implements SenderType {

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public String name() {
        return "smpp";
    }

    @Override
    public Sender open(Config config, String prefix, ReceiptListener receipts) {
        return new SmppSender(SmppSettings.of(config, prefix), receipts);
    }
}

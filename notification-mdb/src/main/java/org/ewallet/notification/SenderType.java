package org.ewallet.notification;

import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;

/** A way to reach providers, such as SMTP. A bean for each; operators choose it by its name. */
public interface SenderType {

    Channel channel();

    /** Lower case; the plain settings of the type begin with {@code ewallet.} and its name. */
    String name();

    /**
     * Makes a sender.
     *
     * @param prefix what the names of the provider's settings begin with, without the dot that follows
     * @param receipts where to tell what the provider says of a message after it took it
     * @throws IllegalArgumentException if a setting is missing or makes no sense; the message names it
     */
    Sender open(Config config, String prefix, ReceiptListener receipts);
}

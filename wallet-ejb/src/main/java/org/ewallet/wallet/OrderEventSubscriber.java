package org.ewallet.wallet;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.order.OrderEvent;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;

/** Reacts to orders that shops outside this project publish, through a durable subscription of its own. */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
    @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.ORDER_EVENTS),
    @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
    @ActivationConfigProperty(propertyName = "clientId", propertyValue = "wallet"),
    @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "order-events"),
    @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
    @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
    @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
    @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
    @ActivationConfigProperty(propertyName = "user", propertyValue = "${MPCONFIG=ewallet.wallet.broker.user}"),
    @ActivationConfigProperty(propertyName = "password", propertyValue = "${MPCONFIG=ewallet.wallet.broker.password}")
})
public class OrderEventSubscriber implements MessageListener {

    @Resource
    private MessageDrivenContext context;

    @Inject
    private WalletInbox inboxes;

    private Inbox inbox;

    @PostConstruct
    void open() {
        inbox = inboxes.of(LetterBox.subscription("wallet.order-events", Destinations.ORDER_EVENTS,
                Destinations.WALLET_EVENTS, WalletInbox.SOURCE), OrderEvent.class);
    }

    @Override
    public void onMessage(Message letter) {
        inbox.receive(letter, context::setRollbackOnly);
    }
}

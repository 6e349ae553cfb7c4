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
import org.ewallet.contract.account.AccountEvent;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;

/** Reacts to persons that were registered, banned or reinstated, through a durable subscription of its own. */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
    @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.ACCOUNT_EVENTS),
    @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
    @ActivationConfigProperty(propertyName = "clientId", propertyValue = "wallet"),
    @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "account-events"),
    @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
    @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
    @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
    @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
    @ActivationConfigProperty(propertyName = "user", propertyValue = "${MPCONFIG=ewallet.wallet.broker.user}"),
    @ActivationConfigProperty(propertyName = "password", propertyValue = "${MPCONFIG=ewallet.wallet.broker.password}")
})
public class AccountEventSubscriber implements MessageListener {

    @Resource
    private MessageDrivenContext context;

    @Inject
    private WalletInbox inboxes;

    private Inbox inbox;

    @PostConstruct
    void open() {
        inbox = inboxes.of(LetterBox.subscription("wallet.account-events", Destinations.ACCOUNT_EVENTS,
                Destinations.WALLET_EVENTS, WalletInbox.SOURCE), AccountEvent.class);
    }

    @Override
    public void onMessage(Message letter) {
        inbox.receive(letter, context::setRollbackOnly);
    }
}

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
import org.ewallet.contract.wallet.WalletCommand;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;

/**
 * Receives the letters of {@code wallet.commands}. One session, which takes one letter at a time and lets the inbox drain
 * the rest: that keeps the order of the queue and makes batches large. The settings {@code ewallet.wallet.sessions} and
 * {@code ewallet.wallet.window} (bytes) are for comparing that with the usual way; see {@code docs/performance.md}.
 */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
    @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.WALLET_COMMANDS),
    @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
    @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "${MPCONFIG=ewallet.wallet.sessions:1}"),
    @ActivationConfigProperty(propertyName = "consumerWindowSize",
            propertyValue = "${MPCONFIG=ewallet.wallet.window:0}"),
    @ActivationConfigProperty(propertyName = "user", propertyValue = "${MPCONFIG=ewallet.wallet.broker.user}"),
    @ActivationConfigProperty(propertyName = "password", propertyValue = "${MPCONFIG=ewallet.wallet.broker.password}")
})
public class WalletCommandListener implements MessageListener {

    @Resource
    private MessageDrivenContext context;

    @Inject
    private WalletInbox inboxes;

    private Inbox inbox;

    @PostConstruct
    void open() {
        inbox = inboxes.of(LetterBox.commands(Destinations.WALLET_COMMANDS, Destinations.WALLET_EVENTS,
                WalletInbox.SOURCE), WalletCommand.class);
    }

    @Override
    public void onMessage(Message letter) {
        inbox.receive(letter, context::setRollbackOnly);
    }
}

package org.ewallet.notification;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.MessageListener;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.LetterService;

/** Takes letters out of {@code notification.commands}. */
@MessageDriven(messageListenerInterface = MessageListener.class, activationConfig = {
        // Payara's own key; other servers ignore it and need the adapter in their deployment descriptor.
        @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
        @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
        @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.NOTIFICATION_COMMANDS),
        @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
        @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
        @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
        @ActivationConfigProperty(propertyName = "user",
                propertyValue = "${MPCONFIG=ewallet.notification.broker.user}"),
        @ActivationConfigProperty(propertyName = "password",
                propertyValue = "${MPCONFIG=ewallet.notification.broker.password}")
})
public class NotificationCommandListener extends LetterListener {

    @Override
    LetterBox box() {
        return LetterBox.commands(Destinations.NOTIFICATION_COMMANDS, Destinations.NOTIFICATION_EVENTS, SOURCE);
    }

    @Override
    LetterService service(Intake intake) {
        return new CommandLetters(intake);
    }
}

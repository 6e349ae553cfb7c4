package org.ewallet.notification;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.MessageListener;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.LetterService;

/** Hears of persons, through the service's durable subscription of {@code account.events}. */
@MessageDriven(messageListenerInterface = MessageListener.class, activationConfig = {
        // Payara's own key; other servers ignore it and need the adapter in their deployment descriptor.
        @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
        @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
        @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.ACCOUNT_EVENTS),
        @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
        @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
        @ActivationConfigProperty(propertyName = "clientId", propertyValue = "notification"),
        @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "account-events"),
        @ActivationConfigProperty(propertyName = "shareSubscriptions", propertyValue = "true"),
        @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
        @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
        @ActivationConfigProperty(propertyName = "user",
                propertyValue = "${MPCONFIG=ewallet.notification.broker.user}"),
        @ActivationConfigProperty(propertyName = "password",
                propertyValue = "${MPCONFIG=ewallet.notification.broker.password}")
})
public class AccountEventSubscriber extends LetterListener {

    @Override
    LetterBox box() {
        return LetterBox.subscription("notification.account-events", Destinations.ACCOUNT_EVENTS,
                Destinations.NOTIFICATION_EVENTS, SOURCE);
    }

    @Override
    LetterService service(Intake intake) {
        return new Reactions(intake);
    }
}

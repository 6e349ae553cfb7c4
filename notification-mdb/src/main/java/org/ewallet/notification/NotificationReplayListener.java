package org.ewallet.notification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import javax.sql.DataSource;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Replayer;

/**
 * Receives the orders of {@code notification.replays} and lets the {@link Replayer} do one portion in each transaction.
 */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
    @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.NOTIFICATION_REPLAYS),
    @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
    @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
    @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
    @ActivationConfigProperty(propertyName = "user", propertyValue = "${MPCONFIG=ewallet.notification.broker.user}"),
    @ActivationConfigProperty(propertyName = "password",
            propertyValue = "${MPCONFIG=ewallet.notification.broker.password}")
})
public class NotificationReplayListener implements MessageListener {

    @Resource(lookup = "jms/ewallet-notification")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private MessageDrivenContext context;

    @EJB
    private NotificationSchema schema;

    private Replayer replayer;

    @PostConstruct
    void open() {
        schema.await();
        replayer = new Replayer(Destinations.NOTIFICATION_EVENTS, LetterListener.SOURCE, connections, dataSource,
                executor);
    }

    @Override
    public void onMessage(Message letter) {
        replayer.receive(letter, context::setRollbackOnly);
    }
}

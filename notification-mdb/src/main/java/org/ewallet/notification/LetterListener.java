package org.ewallet.notification;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDrivenContext;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.LetterMetrics;
import org.ewallet.messaging.LetterService;
import org.ewallet.messaging.LetterTables;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Senders;
import org.ewallet.messaging.Tracing;
import org.ewallet.notification.Doorbell.NotificationsStored;

/**
 * What the message-driven beans of this service have in common: each begins the transaction of its letters, the
 * {@link Inbox} does the rest. One session with no prefetch, so that the inbox's batches keep the order of the queue.
 */
public abstract class LetterListener implements MessageListener {

    /** The CloudEvents source of everything this service publishes. */
    static final String SOURCE = "ewallet/notification";

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

    @Inject
    private Event<NotificationsStored> stored;

    @Inject
    @NotificationClock
    private Clock clock;

    @Inject
    private Config config;

    @Inject
    private MetricRegistry metrics;

    @Inject
    private Instance<OpenTelemetry> telemetry;

    @Inject
    @ConfigProperty(name = "ewallet.batch.size", defaultValue = "1000")
    private int batchSize;

    private Inbox inbox;

    @PostConstruct
    void open() {
        schema.await();
        Intake intake = new Intake(dataSource, () -> stored.fire(new NotificationsStored()));
        Function<String, Optional<String>> settings = name -> config.getOptionalValue(name, String.class);
        inbox = new Inbox(box().trusting(Senders.of(settings)), batchSize, RetryPolicy.of(box().queue(), settings),
                connections, service(intake),
                new LetterTables(dataSource, executor), clock).handingBackFirst()
                .measuredBy(new LetterMetrics(metrics, box().queue()))
                .tracedBy(Tracing.of(settings, telemetry::get));
    }

    @Override
    public void onMessage(Message message) {
        inbox.receive(message, context::setRollbackOnly);
    }

    abstract LetterBox box();

    abstract LetterService service(Intake intake);
}

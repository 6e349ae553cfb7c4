package org.ewallet.notification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.notification.NotificationEvent;
import org.ewallet.messaging.EventLog;
import org.ewallet.messaging.EventPublisher;
import org.ewallet.messaging.RetryPolicy;

/** Runs the {@link Dispatcher} while the module is deployed. */
@Singleton
@Startup
@DependsOn("NotificationSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationDispatcher {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @Resource(lookup = "jms/ewallet-notification")
    private ConnectionFactory connections;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private UserTransaction transaction;

    @Inject
    @Any
    private Instance<Sender> senders;

    @Inject
    private Doorbell doorbell;

    @Inject
    @NotificationClock
    private Clock clock;

    /** Most messages handed over at once. */
    @Inject
    @ConfigProperty(name = "ewallet.notification.parallel", defaultValue = "4")
    private int parallel;

    /** Seconds after which an attempt without a result is given up; well beyond the timeouts of all providers. */
    @Inject
    @ConfigProperty(name = "ewallet.notification.abandoned.after.seconds", defaultValue = "300")
    private int abandonedAfterSeconds;

    private Dispatcher dispatcher;

    @PostConstruct
    void start() {
        dispatcher = new Dispatcher(new ContainerTransactions(transaction, dataSource), this::publish,
                senders.stream().toList(), RetryPolicy.STANDARD, clock,
                new Dispatcher.Limits(parallel, Duration.ofSeconds(abandonedAfterSeconds)));
        for (int i = 0; i < parallel; i++) {
            executor.execute(dispatcher::run);
        }
        doorbell.answeredBy(dispatcher::wake);
    }

    @PreDestroy
    void stop() {
        dispatcher.close(STOP_WITHIN);
    }

    private void publish(NotificationEvent event, Cause cause) {
        try (JMSContext jms = connections.createContext()) {
            EventPublisher publisher = new EventPublisher(jms.createTopic(Destinations.NOTIFICATION_EVENTS),
                    LetterListener.SOURCE, clock, new EventLog(dataSource), jms);
            publisher.publish(event, cause.correlationId(), cause.letterId(), cause.traceparent());
            publisher.send();
        }
    }
}
